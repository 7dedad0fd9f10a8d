"""Reminding by mail whoever joins a session and agreed to that."""
