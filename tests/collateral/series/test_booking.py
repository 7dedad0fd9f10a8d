"""A series: its table before anything is booked, and what of it is booked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.gate import Cleared
from collateral.models import LeftOutDate, Participant, Session, SharedSessionPlan
from collateral.series import act
from practice.models import Room, User
from practice.spans import end_of, local_day
from tests.booked import book, typed
from tests.clock import DAY, afternoon
from tests.collateral.gate.open_gate import OpenGate
from tests.collateral.series.conftest import good_in
from tests.revoked import revoke
from tests.signed import sign

WEEK = timedelta(days=7)
pytestmark = pytest.mark.django_db


def test_the_table_books_nothing(ask: Callable[..., Any], ben: Contact) -> None:
    sign(ben)
    page = ask([ben], afternoon())
    assert page.status_code == 200
    assert len(good_in(page)) == 4
    assert "Book these 4" in page.text
    assert not Session.objects.exists()


def test_every_week_so_many_times(
    start: Callable[..., Any], jordan: Client, ben: Contact
) -> None:
    sign(ben)
    first = afternoon()
    series = start([ben], first)
    days = [local_day(each.during.lower) for each in series.sessions.order_by("during")]
    assert days == [local_day(first) + number * WEEK for number in range(4)]
    assert Participant.objects.count() == SharedSessionPlan.objects.count() == 4
    booked = ConsentEvent.objects.filter(client=jordan, kind=EventKind.BOOKED)
    assert {event.session_id for event in booked} == set(
        series.sessions.values_list("pk", flat=True)
    )
    assert not series.left_out.exists()


def test_each_stands_on_its_release_in_the_database(
    start: Callable[..., Any], ben: Contact
) -> None:
    sign(ben)
    start([ben], afternoon())
    assert not Participant.objects.uncovered().exists()
    assert Participant.objects.standing().count() == 4


def test_what_lies_after_the_release_waits(
    start: Callable[..., Any], ask: Callable[..., Any], ben: Contact
) -> None:
    first = afternoon()
    sign(ben, ends=end_of(local_day(first) + WEEK))
    page = ask([ben], first)
    assert len(good_in(page)) == 2
    assert "The release ends" in page.text
    assert "Book these 2" in page.text
    series = start([ben], first)
    assert series.sessions.count() == 2
    waiting = series.left_out.waiting()
    assert [each.why for each in waiting] == ["not_covered", "not_covered"]
    assert [each.during.lower for each in waiting] == [
        first + 2 * WEEK,
        first + 3 * WEEK,
    ]


def test_until_the_release_ends_with_the_date_after_it(
    start: Callable[..., Any], ben: Contact
) -> None:
    first = afternoon()
    sign(ben, ends=end_of(local_day(first) + 3 * WEEK))
    series = start([ben], first, until="release", times="")
    assert series.sessions.count() == 4
    assert series.left_out.waiting().count() == 1


def test_until_a_day(start: Callable[..., Any], ben: Contact) -> None:
    sign(ben)
    first = afternoon()
    last = local_day(first) + 4 * WEEK
    series = start(
        [ben], first, repeat="fortnight", until="day", until_day=last.isoformat()
    )
    assert series.sessions.count() == 3


def test_a_room_that_is_taken_leaves_its_date_out(
    start: Callable[..., Any],
    ask: Callable[..., Any],
    ben: Contact,
    lee: Contact,
    blue_room: Room,
) -> None:
    sign(ben)
    sign(lee)
    first = afternoon()
    book(lee.client, [lee], first + WEEK, room=blue_room)
    page = ask([ben], first, room=str(blue_room.pk))
    assert len(good_in(page)) == 3
    assert "The room is taken then." in page.text
    series = start([ben], first, room=str(blue_room.pk))
    assert [each.why for each in series.left_out.all()] == ["taken"]


def test_sessions_that_are_left_are_counted_along(
    start: Callable[..., Any], ask: Callable[..., Any], ben: Contact
) -> None:
    sign(ben, most_sessions=3)
    page = ask([ben], afternoon())
    assert len(good_in(page)) == 3
    assert "allows three sessions" in page.text
    series = start([ben], afternoon())
    assert [each.why for each in series.left_out.all()] == ["number"]


def test_one_that_became_uncovered_is_left_out_and_said(
    adas: Browser, url: str, ask: Callable[..., Any], ada: User, ben: Contact
) -> None:
    first = afternoon()
    release = sign(ben)
    good = good_in(ask([ben], first))
    assert len(good) == 4
    ends = end_of(local_day(first) + 2 * DAY)
    revoke(release, "They asked for less.", ada)
    sign(ben, starts=timezone.now(), ends=ends)
    sent = typed([ben], first, repeat="week", until="times", times="4") | {"good": good}
    page = adas.post(url, sent, follow=True)
    assert Session.objects.count() == 1
    assert LeftOutDate.objects.count() == 3
    assert "Three dates were left out that could be booked" in page.text


def test_the_database_refuses_what_changed_at_the_last_moment(
    adas: Browser,
    url: str,
    ask: Callable[..., Any],
    ada: User,
    ben: Contact,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release = sign(ben)
    good = good_in(ask([ben], afternoon()))

    def meanwhile(cleared: Sequence[Cleared]) -> tuple[list[Cleared], list[Any]]:
        revoke(release, "From now on.", ada)
        return list(cleared), []

    monkeypatch.setattr(act, "still_cleared", meanwhile)
    sent = typed([ben], afternoon(), repeat="week", until="times", times="4")
    response = adas.post(url, sent | {"good": good})
    assert response.status_code == 409
    assert "This session was not booked" in response.text
    assert not Session.objects.exists()


def test_without_the_gate_nothing_that_repeats_is_booked(
    adas: Browser, url: str, ben: Contact, settings: Any
) -> None:
    sign(ben)
    gate = "collateral.gate.middleware.ReleaseRequiredMiddleware"
    opened = f"{OpenGate.__module__}.{OpenGate.__qualname__}"
    settings.MIDDLEWARE = [opened if m == gate else m for m in settings.MIDDLEWARE]
    sent = typed([ben], afternoon(), repeat="week", until="times", times="4")
    days = [local_day(afternoon()) + number * WEEK for number in range(4)]
    adas.post(url, sent | {"good": [day.isoformat() for day in days]})
    assert not Session.objects.exists()


def test_what_is_sent_twice_is_booked_once(
    adas: Browser, url: str, ask: Callable[..., Any], ben: Contact
) -> None:
    sign(ben)
    key = {"form_key": "7d0a6a3e-1f67-4b51-9a7b-6a5bd3c8a001"}
    repeats = {"repeat": "week", "until": "times", "times": "4"}
    good = good_in(ask([ben], afternoon(), **key))
    sent = typed([ben], afternoon(), **repeats, **key) | {"good": good}
    first, again = adas.post(url, sent), adas.post(url, sent)
    assert first.url == again.url
    assert Session.objects.count() == 4


def test_nothing_good_books_nothing(
    adas: Browser, url: str, ask: Callable[..., Any], ben: Contact
) -> None:
    page = ask([ben], afternoon())
    assert good_in(page) == []
    assert "None of these dates can be booked" in page.text
    days = [local_day(afternoon()) + number * WEEK for number in range(4)]
    forged = typed([ben], afternoon(), repeat="week", until="times", times="4")
    forged |= {"good": [day.isoformat() for day in days]}
    assert adas.post(url, forged).status_code == 422
    assert not Session.objects.exists()


def test_the_page_of_a_series_shows_what_waits(
    adas: Browser, start: Callable[..., Any], ben: Contact
) -> None:
    first = afternoon()
    sign(ben, ends=end_of(local_day(first) + WEEK))
    series = start([ben], first)
    page = adas.get(reverse("series", args=[series.pk]))
    assert "2 dates to book or let go" in page.text


def test_a_renewal_offers_what_waits(
    adas: Browser, start: Callable[..., Any], ben: Contact
) -> None:
    first = afternoon()
    ends = end_of(local_day(first) + WEEK)
    sign(ben, ends=ends)
    series = start([ben], first)
    there = reverse("series_left_out", args=[series.pk])
    assert good_in(adas.get(there)) == []
    sign(ben, starts=ends)
    good = good_in(adas.get(there))
    assert len(good) == 2
    adas.post(there, {"good": good})
    assert series.sessions.count() == 4
    assert not series.left_out.waiting().exists()
