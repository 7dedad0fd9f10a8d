"""Who works at the invented practice, and its rooms."""

from __future__ import annotations

from practice.models import Role

# For the demo alone: the command refuses to make these people anywhere else.
PASSWORD = "willow-street-demo"  # noqa: S105 (printed for whoever tries the demo)

STAFF = [
    ("okafor", "Dr. Amara Okafor", Role.CLINICIAN),
    ("chen", "Dr. Wen-Li Chen", Role.CLINICIAN),
    ("haddad", "Samir Haddad, LMFT", Role.CLINICIAN),
    ("delgado", "Rosa Delgado", Role.FRONT_DESK),
    ("nowak", "Peter Nowak", Role.FRONT_DESK),
    ("brandt", "Helen Brandt", Role.ADMIN),
]
ROOMS = ["Room 1", "Room 2", "Playroom", "Family room"]
