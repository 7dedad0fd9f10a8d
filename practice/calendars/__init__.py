"""Calendars kept elsewhere: whose times are read, and to whom ours are shown."""
