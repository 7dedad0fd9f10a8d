"""What people said who turned to the practice; for whoever treats the client."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from clients.models import EmergencyAccess
from collateral.models import Call, Inquiry
from collateral.needs.asker import Asker, DayAfter, rows


def calls(asker: Asker) -> Any:
    """Unread, and heard by others."""
    found = Call.objects.unread().filter(client__in=asker.clients)
    return rows(
        found.exclude(recorded_by=asker.me),
        "call",
        contact="contact_id",
        due=asker.by_tonight("recorded_at"),
        at="heard_at",
        said=F("caller"),
    )


def emergencies(asker: Asker) -> Any:
    """What nobody has looked into."""
    return rows(
        EmergencyAccess.objects.unreviewed(),
        "emergency",
        due=asker.by_tonight("asked_at"),
        at="asked_at",
        said=F("clinician__name"),
    )


def inquiries(asker: Asker) -> Any:
    """Not answered yet."""
    found = Inquiry.objects.open().filter(client__in=asker.clients)
    asked = DayAfter("asked_on")
    return rows(
        found, "inquiry", contact="contact_id", due=asker.by_tonight(asked, 2), at=asked
    )
