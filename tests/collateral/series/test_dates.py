"""On which days a series falls, whatever the clocks and the calendar do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from itertools import islice
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral.models import Every, Session
from collateral.series.dates import NoSuchDay, dated, days
from practice.spans import clock_of, local_day
from tests.booked import typed
from tests.clock import FIFTY, afternoon, local
from tests.signed import sign


def first(number: int, start: date, every: str) -> list[Any]:
    return list(islice(days(start, every), number))


def test_every_two_weeks() -> None:
    found = first(3, date(2026, 12, 22), Every.FORTNIGHT)
    assert found == [date(2026, 12, 22), date(2027, 1, 5), date(2027, 1, 19)]


def test_every_month_on_the_same_weekday() -> None:
    found = first(4, date(2026, 11, 17), Every.MONTH)
    third = [(2026, 11, 17), (2026, 12, 15), (2027, 1, 19), (2027, 2, 16)]
    assert found == [date(*each) for each in third]


def test_a_month_without_a_fifth_tuesday_is_said() -> None:
    june, july, *_ = first(3, date(2027, 6, 29), Every.MONTH)
    assert june == date(2027, 6, 29)
    assert isinstance(july, NoSuchDay)
    assert july.said == "July 2027 has no fifth Tuesday."


def test_a_leap_day_is_a_weekday_like_another() -> None:
    found = first(2, date(2028, 2, 29), Every.WEEK)
    assert found == [date(2028, 2, 29), date(2028, 3, 7)]


@pytest.mark.parametrize("start", [date(2027, 3, 7), date(2027, 10, 31)])
def test_the_time_of_day_holds_as_the_clocks_change(start: date) -> None:
    for day in first(3, start, Every.WEEK):
        assert clock_of(dated(day, time(15), FIFTY).during.lower) == time(15)


@pytest.mark.parametrize(
    ("day", "clock", "says"),
    [
        (date(2027, 3, 14), time(2, 30), "skip this time"),
        (date(2027, 11, 7), time(1, 30), "show this time twice"),
    ],
)
def test_a_time_that_the_clock_has_not_once_is_named(
    day: date, clock: time, says: str
) -> None:
    assert says in dated(day, clock, FIFTY).wrong


@pytest.mark.django_db
def test_the_day_on_which_the_clock_jumps_is_left_out_and_said(
    ask: Callable[..., Any], start: Callable[..., Any], ben: Contact
) -> None:
    sign(ben, ends=timezone.now() + timedelta(days=500))
    jump = _next_jump()
    before = local(f"{jump - timedelta(days=7)} 02:30")
    page = ask([ben], before, times="3")
    assert "skip this time" in page.text
    series = start([ben], before, times="3")
    assert series.sessions.count() == 2
    assert [local_day(each.during.lower) for each in series.left_out.all()] == [jump]
    assert [each.why for each in series.left_out.all()] == ["clocks"]


def _next_jump() -> date:
    """The next second Sunday of March that is more than a week ahead."""
    day = timezone.localdate() + timedelta(days=8)
    while not (day.month == 3 and 8 <= day.day <= 14 and day.weekday() == 6):
        day += timedelta(days=1)
    return day


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"times": ""}, "Say how many times it takes place."),
        ({"times": "1"}, "What repeats takes place twice at least."),
        ({"times": "53"}, "Book 52 dates at a time, at most."),
        ({"times": "52", "repeat": "month"}, "goes on for more than two years"),
        ({"until": "day"}, "Choose until which day it repeats."),
        ({"until": "day", "until_day": "9999-12-31"}, "more than 52 dates"),
        ({"until": "day", "until_day": "2027-02-31"}, "Enter a day as"),
        ({"date": "9999-12-31"}, "Choose a day within the next two years."),
        ({"until": "release"}, "Not everyone who joins has a release in force."),
        ({"repeat": "hour"}, "Select a valid choice."),
    ],
)
def test_what_cannot_repeat_so_is_refused_by_name(
    ask: Callable[..., Any], ben: Contact, fields: dict[str, str], says: str
) -> None:
    page = ask([ben], afternoon(), **fields)
    assert page.status_code == 422
    assert says in page.text
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_what_does_not_repeat_is_booked_as_ever(
    adas: Browser, url: str, ben: Contact
) -> None:
    sign(ben)
    sent = typed([ben], afternoon(), repeat="", until="times", times="")
    assert adas.post(url, sent).status_code == 302
    assert Session.objects.get().series is None
