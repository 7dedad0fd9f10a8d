"""What the practice asks, for an admin to change, with the sessions that this holds."""
