"""What the practice asks beyond the law: of who signs in, and of who signs for a client."""
