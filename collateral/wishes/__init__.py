"""Where bringing someone in begins, and where the client stops it."""
