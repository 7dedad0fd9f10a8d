"""Sessions booked row by row past the gate, and as the browser sends them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Participant, Session, SharedSessionPlan, Status
from collateral.models.session import MIRRORED
from practice.spans import span
from releases.models import (
    PRACTICE,
    Place,
    Purpose,
)
from tests.clock import FIFTY


@transaction.atomic
def book(
    client: Client,
    contacts: Iterable[Contact],
    starts: datetime,
    *,
    ends: datetime | None = None,
    booked_at: datetime | None = None,
    status: Status = Status.SCHEDULED,
    **details: Any,
) -> Session:
    """A session with ``contacts``, written row by row past the gate: the database is
    asked, and nobody else.
    """
    in_room = details.get("room") is not None
    details.setdefault("place", Place.IN_PERSON if in_room else Place.VIDEO)
    session = Session.objects.create(
        client=client,
        clinician=details.pop("clinician", None) or client.clinician,
        during=span(starts, ends or starts + FIFTY),
        booked_at=booked_at or timezone.now(),
        status=status,
        **details,
    )
    for contact in contacts:
        seat(session, contact)
    SharedSessionPlan.objects.create(session=session, purpose=Purpose.SUPPORT)
    return session


def seat(session: Session, contact: Contact, **columns: Any) -> Participant:
    """A seat in ``session`` for ``contact``, which mirrors it but in ``columns``."""
    made = seat_in(session, contact, **columns)
    made.save(force_insert=True)
    return made


def seat_in(session: Session, contact: Contact, **columns: Any) -> Participant:
    """The same, not saved."""
    mirrored = {name: getattr(session, name) for name in MIRRORED}
    mirrored["discloser"] = PRACTICE
    return Participant(session=session, contact=contact, **{**mirrored, **columns})


def typed(who: Iterable[Contact], starts: datetime, /, **fields: Any) -> dict:
    """What a browser sends from the booking page."""
    at = timezone.localtime(starts)
    return {
        "date": at.date().isoformat(),
        "start": f"{at:%H:%M}",
        "length": "50",
        "room": "video",
        "contacts": [str(contact.pk) for contact in who],
        "format": "joint",
        "purpose": "support",
        "topics": "",
        "boundaries": "",
        **fields,
    }
