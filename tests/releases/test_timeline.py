"""How far the ruler reaches, and what is on it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from clients.models import Contact
from releases.status import AWAITING
from releases.timeline import LONG, Ruler, ruler

ZONE = timezone.get_default_timezone()
NOW = datetime(2026, 11, 25, 12, tzinfo=ZONE)
BEN = Contact(pk=1, name="Ben Hart")


def ruled(session_at: datetime | None = None) -> Ruler:
    return ruler([(BEN, AWAITING)], [], NOW, session_at)


def labels(found: Ruler) -> list[str]:
    return [month.label for month in found.months if month.label]


def test_half_a_year_is_shown() -> None:
    assert labels(ruled()) == ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr"]


def test_the_ruler_grows_to_the_session() -> None:
    found = ruled(datetime(2027, 8, 17, 15, tzinfo=ZONE))
    assert len(found.months) == 10
    assert labels(found) == ["Nov", "Jan", "Mar", "May", "Jul"]
    (pin,) = (row.pin for row in found.rows)
    assert pin
    assert found.months[-1].x < pin.x < LONG


def test_a_long_ruler_says_the_years() -> None:
    found = ruled(datetime(2028, 10, 2, 15, tzinfo=ZONE))
    assert labels(found) == ["Nov 2026", "May 2027", "Nov 2027", "May 2028"]


@pytest.mark.parametrize("years", [-1, 20])
def test_a_session_that_is_off_the_ruler_has_no_pin(years: int) -> None:
    found = ruled(NOW + years * timedelta(days=365))
    assert [row.pin for row in found.rows] == [None]
    assert len(found.months) in (6, 120)


def test_today_stands_where_it_is_in_the_month() -> None:
    first, second, *_ = (month.x for month in ruled().months)
    assert first < ruled().today < second


def test_a_row_says_what_the_chip_says() -> None:
    assert [row.label for row in ruled().rows] == ["Ben Hart: Awaiting signature"]
