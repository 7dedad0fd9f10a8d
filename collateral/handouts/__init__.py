"""What is handed out to read: before a shared session, beside one, and after it."""
