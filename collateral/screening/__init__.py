"""What a client says about bringing someone in, asked alone; and when to ask again."""
