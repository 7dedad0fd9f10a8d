"""What a shared session is, beside a session like any other."""

from __future__ import annotations

from django.db import models


class SessionKind(models.TextChoices):
    """What it is. Each asks the same of a release: who joins, how, and about what."""

    SESSION = "session", "A session"
    INTAKE = "intake", "An intake"
    CHECK_IN = "check_in", "A check-in before or after the client’s own session"
