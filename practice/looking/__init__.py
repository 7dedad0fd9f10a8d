"""Who looked at what, kept apart from the consent history."""
