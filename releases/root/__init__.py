"""The sealed root: what whoever owns the database could else cut off, unseen."""
