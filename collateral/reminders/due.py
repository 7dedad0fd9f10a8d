"""Which reminders are due: the latest whose moment has come, of each person and session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch

from collateral.models import MailConsent, Participant, SessionReminder, Status
from practice.mail import can_mail

# Before it starts, by the number of the reminder.
LEADS = {1: timedelta(days=7), 2: timedelta(days=2), 3: timedelta(days=1)}
TRIES = 3


@dataclass(frozen=True)
class Due:
    """One reminder, and on what it is mailed."""

    session_id: int
    contact_id: int
    number: int
    consent_id: int


def due(now: datetime) -> list[Due]:
    """In three queries, whoever is reminded. What the database would refuse may be among
    them: it is asked again as each is taken.
    """
    if not can_mail():
        return []
    seats = (
        Participant.objects.filter(
            status=Status.SCHEDULED,
            during__startswith__gt=now,
            during__startswith__lte=now + max(LEADS.values()),
            contact__mail_consents__withdrawn_at=None,
            contact__mail_consents__isnull=False,
        )
        .select_related("contact")
        .prefetch_related(
            Prefetch(
                "contact__mail_consents",
                MailConsent.objects.filter(withdrawn_at=None),
                to_attr="standing_consents",
            )
        )
        .order_by("during", "pk")
    )
    found = list(seats)
    went = _went(found)
    return [each for seat in found for each in _due(seat, went, now)]


def _went(seats: list[Any]) -> dict[tuple[int, int], list[SessionReminder]]:
    went: dict[tuple[int, int], list[SessionReminder]] = {}
    of = {seat.session_id for seat in seats}
    for each in SessionReminder.objects.filter(session__in=of):
        went.setdefault((each.session_id, each.contact_id), []).append(each)
    return went


def _due(
    seat: Any, went: dict[tuple[int, int], list[SessionReminder]], now: datetime
) -> Iterator[Due]:
    """Nothing whose moment was before the session was booked."""
    starts = seat.during.lower
    come = [
        number
        for number, lead in LEADS.items()
        if seat.booked_at <= starts - lead <= now
    ]
    before = went.get((seat.session_id, seat.contact_id), [])
    number = max(come, default=0)
    gone = any(each.number >= number for each in before if each.failed_at is None)
    tried = sum(each.number == number for each in before)
    for consent in seat.contact.standing_consents:
        if (
            number
            and not gone
            and tried < TRIES
            and consent.email == seat.contact.email
        ):
            yield Due(seat.session_id, seat.contact_id, number, consent.pk)
