"""A clinician’s clients, handed over to another; and what waits then."""
