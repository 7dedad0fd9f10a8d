"""Which half hours of a day are empty, by the practice's clock."""

from __future__ import annotations

from datetime import date, time

import pytest

from collateral.schedule.slots import slots_of
from practice.spans import span
from tests.clock import MINUTE, local

BEFORE = local("2026-01-01")


def starts(day: str, *, opens: int = 0, closes: int = 24, taken=(), now=BEFORE):
    found = slots_of(date.fromisoformat(day), range(opens, closes), taken, now)
    return [each.start for each in found]


def test_every_half_hour_of_an_empty_day() -> None:
    assert starts("2027-01-12", opens=9, closes=11) == [
        time(9),
        time(9, 30),
        time(10),
        time(10, 30),
    ]


def test_none_that_a_session_touches() -> None:
    ten = local("2027-01-12 10:00")
    taken = [span(ten - 5 * MINUTE, ten + 35 * MINUTE)]
    assert starts("2027-01-12", opens=9, closes=12, taken=taken) == [
        time(9),
        time(11),
        time(11, 30),
    ]


def test_one_that_a_session_ends_at_is_empty() -> None:
    ten = local("2027-01-12 10:00")
    taken = [span(ten, ten + 30 * MINUTE)]
    assert starts("2027-01-12", opens=10, closes=11, taken=taken) == [time(10, 30)]


def test_none_that_has_begun() -> None:
    now = local("2027-01-12 10:01")
    assert starts("2027-01-12", opens=10, closes=11, now=now) == [time(10, 30)]


@pytest.mark.parametrize(
    ("day", "missing"),
    [
        pytest.param("2027-03-14", [time(2), time(2, 30)], id="skipped"),
        pytest.param("2026-11-01", [time(1), time(1, 30)], id="shown twice"),
    ],
)
def test_none_that_the_clock_skips_or_shows_twice(day: str, missing: list) -> None:
    shown = starts(day)
    assert len(shown) == 46
    assert not set(missing) & set(shown)
