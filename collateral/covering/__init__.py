"""The page on which it is said who covers a client, and what waits then."""
