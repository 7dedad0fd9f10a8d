"""The copy that is owed to each who signs."""
