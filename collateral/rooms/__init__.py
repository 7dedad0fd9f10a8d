"""The pages of rooms, with the sessions ahead in one that is closed."""
