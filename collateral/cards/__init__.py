"""What may be said to each person in a session, on half a page."""
