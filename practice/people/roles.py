"""What people who sign in do here."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a person who signs in does here; it decides what they may see."""

    CLINICIAN = "clinician", "Clinician"
    FRONT_DESK = "front_desk", "Front desk"
    ADMIN = "admin", "Admin"
