"""A colleague who stands in for a clinician: for all of their clients at once."""
