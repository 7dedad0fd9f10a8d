"""How far a release reaches: of what, which way, in which sessions, and told by whom."""

from __future__ import annotations

from django.db import models

# Who may tell, where it is not one clinician: any of the practice, or each of several
# whom the grants have by name.
PRACTICE = 0
SEVERAL = -1


class Kind(models.TextChoices):
    """What a release is of. Notes that a therapist keeps apart from the record take one of
    their own: 45 CFR 164.508(b)(3)(ii), 42 CFR 2.31(b).
    """

    GENERAL = "general", "Release of information"
    PSYCHOTHERAPY_NOTES = "psychotherapy_notes", "Release of psychotherapy notes"
    SUD_COUNSELING_NOTES = (
        "sud_counseling_notes",
        "Release of substance use counseling notes",
    )


class Direction(models.TextChoices):
    """Which way information goes. What is only obtained admits nobody to a session."""

    DISCLOSE = "disclose", "We may share with them"
    OBTAIN = "obtain", "They may share with us, and we share nothing"
    EXCHANGE = "exchange", "Both may share with each other"


class Format(models.TextChoices):
    """How a contact joins: whether the client is in the room."""

    JOINT = "joint", "Joint: with the client"
    COLLATERAL = "collateral", "Collateral: without the client"


class Place(models.TextChoices):
    """Where a contact joins."""

    IN_PERSON = "in_person", "In person"
    PHONE = "phone", "By phone"
    VIDEO = "video", "By video"
