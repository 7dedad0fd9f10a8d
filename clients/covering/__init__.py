"""A colleague who covers a client for a while."""
