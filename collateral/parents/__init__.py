"""A client's parents and family: who is expected, and what passes between us and them."""
