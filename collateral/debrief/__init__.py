"""In and after a session: its opening, what came of it, what is practiced and seen at home."""
