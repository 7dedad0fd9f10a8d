"""What somebody shows beside, or instead of, a password."""
