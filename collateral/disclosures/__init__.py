"""What was told to whom, on what basis, and a client’s accounting of it."""
