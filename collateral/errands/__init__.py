"""Whom somebody may run errands for, as who answers the telephone asks it."""
