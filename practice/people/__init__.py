"""Who works here: invited, joining, and what became of their accounts."""
