"""The signing room: what whoever signs sees, one thing at a time."""
