"""Dates of a series outside hours: booked with the rest by whoever says why."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clients.models import ConsentEvent, Contact, EventKind
from collateral.models import Session, SessionSeries
from practice.models import Busy, BusyKind, ClosedDay, User
from practice.spans import end_of, local_day, span
from tests.booked import typed
from tests.clock import HOUR, afternoon
from tests.collateral.series.conftest import good_in
from tests.said import errors_in
from tests.signed import sign
from tests.working import works

WEEK = timedelta(days=7)
WEEKLY = {"repeat": "week", "until": "times", "times": "4"}
WHY = "Only then can his mother leave work."
OUTSIDE = re.compile(r'name="outside" value="([^"]+)"')
CLOSED = "The practice is closed then: Retreat."
AWAY = "The clinician is away then."
NOT_IN_HOURS = "This is outside the clinician’s hours."
pytestmark = pytest.mark.django_db


def outside_in(page: Any) -> list[str]:
    return OUTSIDE.findall(page.text)


def offered(page: Any) -> dict[str, list[str]]:
    return {"good": good_in(page), "outside": outside_in(page)}


@pytest.fixture
def second_and_third(ada: User, ben: Contact) -> None:
    """On the second date it is closed, on the third Ada is away; and Ben is covered."""
    sign(ben)
    second, third = afternoon() + WEEK, afternoon() + 2 * WEEK
    day = local_day(second)
    ClosedDay.objects.create(name="Retreat", first_on=day, last_on=day)
    away = span(third - HOUR, third + HOUR)
    Busy.objects.create(clinician=ada, during=away, kind=BusyKind.AWAY)


def test_the_table_tells_of_each_date_by_itself(
    ask: Callable[..., Any], ben: Contact, second_and_third: None
) -> None:
    page = ask([ben], afternoon())
    days = [local_day(afternoon() + number * WEEK).isoformat() for number in range(4)]
    assert good_in(page) == [days[0], days[3]]
    assert outside_in(page) == days[1:3]
    assert page.text.count(CLOSED) == page.text.count(AWAY) == 1
    assert "2 dates are outside hours, and booked only if you say why." in page.text
    assert "left out, unless you say why" in page.text
    assert "Book these 2" in page.text


def test_without_a_reason_they_wait(
    adas: Browser,
    url: str,
    ask: Callable[..., Any],
    ben: Contact,
    second_and_third: None,
) -> None:
    sent = typed([ben], afternoon(), **WEEKLY) | offered(ask([ben], afternoon()))
    page = adas.post(url, sent, follow=True)
    assert "that could be booked as you looked" not in page.text
    series = SessionSeries.objects.get()
    assert series.sessions.count() == 2
    assert [each.why for each in series.left_out.all()] == ["other", "other"]


def test_with_a_reason_they_are_booked_and_they_alone_keep_it(
    adas: Browser,
    url: str,
    ask: Callable[..., Any],
    ben: Contact,
    second_and_third: None,
) -> None:
    sent = typed([ben], afternoon(), **WEEKLY) | offered(ask([ben], afternoon()))
    adas.post(url, sent | {"despite": WHY})
    sessions = Session.objects.order_by("during__startswith")
    assert [each.outside_hours_because for each in sessions] == ["", WHY, WHY, ""]
    assert not SessionSeries.objects.get().left_out.exists()
    events = ConsentEvent.objects.filter(kind=EventKind.BOOKED)
    told = {each.session_id: each.detail.get("outside") for each in events}
    assert [told[each.pk] for each in sessions] == [None, ["closed"], ["away"], None]
    assert not any(WHY in each.body for each in events)


def test_a_reason_typed_before_does_not_spare_the_date_from_being_shown(
    ask: Callable[..., Any], ben: Contact, second_and_third: None
) -> None:
    page = ask([ben], afternoon(), despite=WHY)
    assert (len(good_in(page)), len(outside_in(page))) == (2, 2)
    assert page.text.count(CLOSED) == page.text.count(AWAY) == 1
    assert page.text.count('name="despite"') == 1
    assert "Book these 4" in page.text


def test_where_all_are_outside_it_asks_why_and_books_nothing_without(
    adas: Browser, ada: User, url: str, ask: Callable[..., Any], ben: Contact
) -> None:
    sign(ben)
    works(ada, range(7), 6, 7)
    page = ask([ben], afternoon())
    assert (len(good_in(page)), len(outside_in(page))) == (0, 4)
    assert "Book them" in page.text
    sent = typed([ben], afternoon(), **WEEKLY) | offered(page)
    answer = adas.post(url, sent)
    assert answer.status_code == 422
    assert "Say why they are at this time" in errors_in(answer)
    assert "has changed since you looked" not in answer.text
    assert not Session.objects.exists()
    assert adas.post(url, sent | {"despite": WHY}).status_code == 302
    assert Session.objects.count() == 4


def test_a_date_that_was_closed_meanwhile_is_left_out_and_said(
    adas: Browser, url: str, ask: Callable[..., Any], ben: Contact
) -> None:
    sign(ben)
    sent = typed([ben], afternoon(), **WEEKLY) | offered(ask([ben], afternoon()))
    day = local_day(afternoon() + WEEK)
    ClosedDay.objects.create(name="Retreat", first_on=day, last_on=day)
    page = adas.post(url, sent, follow=True)
    assert Session.objects.count() == 3
    assert "One date was left out that could be booked as you looked" in page.text


def test_a_reason_opens_no_date_that_is_not_covered(
    adas: Browser,
    url: str,
    ask: Callable[..., Any],
    maria: Contact,
    ben: Contact,
    second_and_third: None,
) -> None:
    page = ask([maria], afternoon(), despite=WHY)
    assert offered(page) == {"good": [], "outside": []}
    days = [local_day(afternoon() + number * WEEK).isoformat() for number in range(4)]
    sent = typed([maria], afternoon(), **WEEKLY, despite=WHY) | {"outside": days}
    assert adas.post(url, sent).status_code == 422
    assert not Session.objects.exists()


def test_fifty_two_dates_are_asked_about_in_as_many_queries_as_two(
    ask: Callable[..., Any], ada: User, ben: Contact
) -> None:
    sign(ben, ends=end_of(local_day(afternoon())))
    works(ada, range(7), 6, 7)
    ask([ben], afternoon())
    counts = []
    for times in ("2", "52"):
        with CaptureQueriesContext(connection) as queries:
            ask([ben], afternoon(), times=times)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_later_ones_move_out_of_hours_for_a_reason_alone(
    adas: Browser, ada: User, start: Callable[..., Any], ben: Contact
) -> None:
    sign(ben)
    series = start([ben], afternoon())
    works(ada, range(7), 15, 17)
    since = series.sessions.order_by("during__startswith")[1]
    weekday = local_day(since.during.lower).weekday()
    to = {"since": since.pk, "weekday": weekday, "start": "19:00", "room": "video"}
    there = reverse("series_move", args=[series.pk])
    page = adas.post(there, to)
    assert (len(good_in(page)), len(outside_in(page))) == (0, 3)
    assert page.text.count(NOT_IN_HOURS) == 3
    assert adas.post(there, to | offered(page)).status_code == 422
    assert adas.post(there, to | offered(page) | {"despite": WHY}).status_code == 302
    sessions = series.sessions.order_by("during__startswith")
    assert [each.outside_hours_because for each in sessions] == ["", WHY, WHY, WHY]
    # In the same hour elsewhere, each keeps its own.
    to["room"] = "phone"
    page = adas.post(there, to)
    assert adas.post(there, to | offered(page)).status_code == 302
    assert [each.outside_hours_because for each in sessions.all()][1:] == [WHY] * 3


def test_dates_that_wait_are_asked_about_too(
    adas: Browser, ada: User, start: Callable[..., Any], ben: Contact
) -> None:
    ends = end_of(local_day(afternoon()) + WEEK)
    sign(ben, ends=ends)
    series = start([ben], afternoon())
    sign(ben, starts=ends)
    third = afternoon() + 2 * WEEK
    Busy.objects.create(clinician=ada, during=span(third, third + HOUR), kind="away")
    there = reverse("series_left_out", args=[series.pk])
    page = adas.get(there)
    assert (len(good_in(page)), len(outside_in(page))) == (1, 1)
    adas.post(there, offered(page))
    assert series.left_out.waiting().count() == 1
    page = adas.get(there)
    answer = adas.post(there, offered(page))
    assert answer.status_code == 422
    assert "Say why they are at this time" in errors_in(answer)
    adas.post(there, offered(page) | {"despite": WHY})
    assert not series.left_out.waiting().exists()
    assert Session.objects.get(during__startswith=third).outside_hours_because == WHY
