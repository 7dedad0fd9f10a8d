"""That a clinician sees another's client in an emergency, past its page."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from clients.models import Client, EmergencyAccess
from practice.models import User
from tests.clock import DAY, HOUR


def seen_by(
    clinician: User,
    client: Client,
    reason: str = "In hospital",
    *,
    days: int = 0,
    lasts: timedelta = HOUR,
) -> EmergencyAccess:
    """Asked for so many days ago."""
    asked = timezone.now() - days * DAY
    return EmergencyAccess.objects.create(
        client=client,
        clinician=clinician,
        reason=reason,
        asked_at=asked,
        ends_at=asked + lasts,
    )
