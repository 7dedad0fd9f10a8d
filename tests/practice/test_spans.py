"""Days and instants by the practice's clock, in New York."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings

from practice.spans import (
    clock_of,
    end_of,
    last_day,
    local_day,
    local_instant,
    span,
    start_of,
)
from tests.clock import HOUR, TICK

FORWARD, BACK = date(2026, 3, 8), date(2026, 11, 1)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (FORWARD, 23),
        (BACK, 25),
        (date(2028, 2, 29), 24),
        (date(2026, 12, 31), 24),
        (date(1970, 1, 1), 24),
    ],
)
def test_a_day_is_as_long_as_the_practices_clock_says(day: date, hours: int) -> None:
    assert end_of(day) - start_of(day) == hours * HOUR
    assert start_of(day).tzinfo is UTC


@pytest.mark.parametrize("day", [FORWARD, BACK, date(2028, 2, 29), date(2026, 12, 31)])
def test_the_first_and_the_last_instant_of_a_day_are_in_it(day: date) -> None:
    assert local_day(start_of(day)) == day
    assert local_day(start_of(day) - TICK) == day - timedelta(days=1)
    assert local_day(end_of(day) - TICK) == day
    assert last_day(end_of(day)) == day
    assert last_day(end_of(day) + TICK) == day + timedelta(days=1)


@override_settings(TIME_ZONE="Asia/Beirut")
def test_where_the_clocks_skip_midnight_a_day_starts_at_one() -> None:
    day = date(2026, 3, 29)
    assert clock_of(start_of(day)) == time(1)
    assert local_day(start_of(day) - TICK) == date(2026, 3, 28)
    assert last_day(end_of(date(2026, 3, 28))) == date(2026, 3, 28)


@override_settings(TIME_ZONE="America/Havana")
def test_where_midnight_comes_twice_a_day_starts_with_the_first() -> None:
    day = date(2024, 11, 3)  # gone by, so that no newer table of zones says otherwise
    assert end_of(day) - start_of(day) == 25 * HOUR
    assert local_day(start_of(day) - TICK) == date(2024, 11, 2)


def test_a_local_time_is_an_instant() -> None:
    assert local_instant(date(2026, 7, 1), time(15)) == datetime(
        2026, 7, 1, 19, tzinfo=UTC
    )
    assert local_instant(date(2026, 12, 1), time(15)) == datetime(
        2026, 12, 1, 20, tzinfo=UTC
    )


@pytest.mark.parametrize("clock", [time(2), time(2, 30), time(2, 59, 59)])
def test_a_time_that_the_clock_skips_is_refused(clock: time) -> None:
    with pytest.raises(ValidationError) as refusal:
        local_instant(FORWARD, clock)
    assert refusal.value.messages == [
        "The clocks go forward that day and skip this time. Choose another."
    ]
    for there in (time(1, 59, 59), time(3)):
        assert clock_of(local_instant(FORWARD, there)) == there


@pytest.mark.parametrize("clock", [time(1), time(1, 30), time(1, 59, 59)])
def test_a_time_that_the_clock_shows_twice_is_refused(clock: time) -> None:
    with pytest.raises(ValidationError) as refusal:
        local_instant(BACK, clock)
    assert refusal.value.messages == [
        "The clocks go back that day and show this time twice. Choose another."
    ]
    for once in (time(0, 59, 59), time(2)):
        assert clock_of(local_instant(BACK, once)) == once


def test_who_is_lenient_gets_the_first_instant_that_can_be_meant() -> None:
    half_past_two = local_instant(FORWARD, time(2, 30), lenient=True)
    assert clock_of(half_past_two) == time(3, 30)
    half_past_one = local_instant(BACK, time(1, 30), lenient=True)
    assert half_past_one == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_span_holds_its_start_and_not_its_end() -> None:
    start = start_of(FORWARD)
    hour = span(start, start + HOUR)
    assert start in hour
    assert start + HOUR - TICK in hour
    assert start + HOUR not in hour
