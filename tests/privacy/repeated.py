"""Sessions that repeat, and a date that waits; what a browser sends of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.models import Client
from collateral.models import LeftOutDate, Session, SessionSeries, Status, WhyLeftOut
from practice.models import User
from practice.spans import local_day, span
from tests.booked import book
from tests.cast import contact_of
from tests.clock import FIFTY, HOUR, afternoon
from tests.signed import sign

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Repeated:
    """One session that stands, one on hold, and a date that was left out."""

    series: SessionSeries
    first: Session
    held: Session
    waiting: LeftOutDate

    def sends(self, mark: str) -> dict[str, dict[str, Any]]:
        """By route, with what makes it done at once."""
        since, first = str(self.first.pk), local_day(self.first.during.lower)
        moved = {"weekday": str(first.weekday()), "start": "20:00", "room": "video"}
        day = local_day(self.waiting.during.lower).isoformat()
        return {
            "series_move": {"since": since, **moved, "good": [since]},
            "series_reopening": {"since": since, "good": [str(self.held.pk)]},
            "series_left_out": {"good": [day]},
            "series_letting_go": {"dates": [str(self.waiting.pk)]},
            "series_cancellation": {"since": since, "reason": f"As {mark} asked."},
        }


def repeated(client: Client, by: User, mark: str) -> Repeated:
    contact = contact_of(client, f"Eve {mark}")
    sign(contact)
    first = afternoon(10) + 3 * HOUR  # when nobody else meets
    series = SessionSeries.objects.create(
        client=client,
        clinician=client.clinician,
        every="week",
        until="times",
        until_on=local_day(first + 2 * WEEK),
        started_by=by,
        started_at=timezone.now(),
    )
    last = first + 2 * WEEK
    return Repeated(
        series,
        book(client, [contact], first, series=series),
        book(client, [contact], first + WEEK, series=series, status=Status.HELD),
        LeftOutDate.objects.create(
            series=series,
            during=span(last, last + FIFTY),
            why=WhyLeftOut.NOT_COVERED,
            left_out_at=timezone.now(),
        ),
    )
