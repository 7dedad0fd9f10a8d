"""How far a release reaches: which way, in which sessions, and told by whom."""

from __future__ import annotations

from django.db import models

# Who may tell, where it is not one clinician: any of the practice, or each of several
# whom the grants have by name.
PRACTICE = 0
SEVERAL = -1


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
