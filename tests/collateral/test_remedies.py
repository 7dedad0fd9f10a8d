"""What the answer *not booked* offers can be done by whom it is offered to."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session
from practice.spans import local_instant
from tests.cast import DAY, HOUR, afternoon, book, sign, typed
from tests.collateral.scheduling import JSON

TOMORROW = timezone.localdate() + DAY
MIDNIGHT = time(0)


def saturday() -> date:
    """In some days; before one of these, no day is passed over."""
    day = timezone.localdate() + 3 * DAY
    return day + timedelta(days=(5 - day.weekday()) % 7)


@pytest.fixture
def session(jordan: Client, ben: Contact) -> Session:
    """Booked ten days ago for tomorrow, and covered until then."""
    now = timezone.now()
    sign(ben, now - 20 * DAY, afternoon(1) + HOUR)
    return book(jordan, [ben], afternoon(1), booked_at=now - 10 * DAY)


def earlier_times(adas: Browser, session: Session) -> list[str]:
    """The days that are offered where ``session`` is to be moved past its cover."""
    late = typed([], local_instant(saturday(), MIDNIGHT))
    refused = adas.post(f"/sessions/{session.pk}/move/", late, **JSON)
    assert refused.status_code == 409
    (gap,) = refused.json()["gaps"]
    return [dict(remedy["fields"])["date"] for remedy in gap["remedies"][1:]]


def test_a_move_is_offered_the_nearest_earlier_time(
    adas: Browser, session: Session
) -> None:
    assert earlier_times(adas, session) == [TOMORROW.isoformat()]


def test_a_move_is_offered_no_time_that_has_passed(
    adas: Browser, session: Session, teo: Client, rosa: Contact
) -> None:
    sign(rosa)
    book(teo, [rosa], local_instant(TOMORROW, MIDNIGHT))
    assert earlier_times(adas, session) == []
