"""Later sessions of a series, or all: moved, cancelled, without someone, let go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact, EventKind
from collateral.models import Session, SessionSeries, Status
from practice.models import User
from practice.spans import clock_of, end_of, local_day
from tests.booked import book
from tests.clock import HOUR, afternoon
from tests.collateral.series.conftest import good_in
from tests.revoked import revoke
from tests.signed import sign

WEEK = timedelta(days=7)
pytestmark = pytest.mark.django_db


@pytest.fixture
def series(start: Callable[..., Any], ben: Contact, maria: Contact) -> SessionSeries:
    """Four weeks with Ben and Maria."""
    sign(ben)
    sign(maria)
    return start([ben, maria], afternoon())


def sessions(series: SessionSeries) -> list[Session]:
    return list(series.sessions.order_by("during__startswith"))


def moving(since: Session, start: str, days: int = 0) -> dict[str, Any]:
    day = local_day(since.during.lower)
    return {
        "since": since.pk,
        "weekday": (day.weekday() + days) % 7,
        "start": start,
        "room": "video",
    }


def test_later_ones_move_and_earlier_ones_stay(
    adas: Browser, series: SessionSeries
) -> None:
    there = reverse("series_move", args=[series.pk])
    since = sessions(series)[2]
    sent = moving(since, "17:30")
    page = adas.post(there, sent)
    assert len(good_in(page)) == 2
    assert adas.post(there, sent | {"good": good_in(page)}).status_code == 302
    clocks = [clock_of(each.during.lower) for each in sessions(series)]
    assert clocks == [time(15), time(15), time(17, 30), time(17, 30)]
    moved = ConsentEvent.objects.filter(kind=EventKind.MOVED)
    assert moved.count() == 2


def test_dates_that_wait_move_with_the_rest(
    adas: Browser, start: Callable[..., Any], ben: Contact
) -> None:
    first = afternoon()
    sign(ben, ends=end_of(local_day(first) + WEEK))
    series = start([ben], first)
    there = reverse("series_move", args=[series.pk])
    sent = moving(sessions(series)[0], "16:00")
    adas.post(there, sent | {"good": good_in(adas.post(there, sent))})
    waiting = series.left_out.waiting()
    assert [clock_of(each.during.lower) for each in waiting] == [time(16)] * 2


def test_what_is_taken_stays_where_it_is(
    adas: Browser,
    series: SessionSeries,
    start: Callable[..., Any],
    ada: User,
    teo: Any,
    rosa: Contact,
) -> None:
    sign(rosa)
    third = sessions(series)[2]
    book(teo, [rosa], third.during.lower + 2 * HOUR)
    there = reverse("series_move", args=[series.pk])
    sent = moving(sessions(series)[0], "17:00")
    page = adas.post(there, sent)
    assert len(good_in(page)) == 3
    assert "The clinician has another shared session then." in page.text
    adas.post(there, sent | {"good": good_in(page)})
    third.refresh_from_db()
    assert clock_of(third.during.lower) == time(15)


def test_someone_is_taken_out_of_all(
    adas: Browser, series: SessionSeries, maria: Contact
) -> None:
    there = reverse("series_reopening", args=[series.pk])
    sent = {"since": sessions(series)[0].pk, "leaving": maria.pk}
    page = adas.post(there, sent)
    assert len(good_in(page)) == 4
    adas.post(there, sent | {"good": good_in(page)})
    assert not maria.seats.exists()
    assert ConsentEvent.objects.filter(kind=EventKind.LEFT).count() == 4


def test_nobody_leaves_the_last_seat(
    adas: Browser, start: Callable[..., Any], ben: Contact
) -> None:
    sign(ben)
    series = start([ben], afternoon())
    there = reverse("series_reopening", args=[series.pk])
    sent = {"since": sessions(series)[0].pk, "leaving": ben.pk}
    page = adas.post(there, sent)
    assert good_in(page) == []
    assert "Nobody else joins this one. Cancel it instead." in page.text


def test_what_is_on_hold_is_booked_again_once_covered(
    adas: Browser, start: Callable[..., Any], ada: User, ben: Contact
) -> None:
    release = sign(ben)
    series = start([ben], afternoon())
    revoke(release, "For now.", ada)
    assert {each.status for each in sessions(series)} == {Status.HELD}
    there = reverse("series_reopening", args=[series.pk])
    sent = {"since": sessions(series)[0].pk, "leaving": ""}
    assert good_in(adas.post(there, sent)) == []
    sign(ben, timezone.now())
    good = good_in(adas.post(there, sent))
    assert len(good) == 4
    adas.post(there, sent | {"good": good})
    assert {each.status for each in sessions(series)} == {Status.SCHEDULED}


def test_nothing_is_changed_that_the_gate_does_not_clear(
    adas: Browser, start: Callable[..., Any], ada: User, ben: Contact
) -> None:
    release = sign(ben)
    series = start([ben], afternoon())
    revoke(release, "For now.", ada)
    first = sessions(series)[0]
    there = reverse("series_reopening", args=[series.pk])
    forged = {"since": first.pk, "leaving": "", "good": [first.pk]}
    assert adas.post(there, forged).status_code == 422
    assert {each.status for each in sessions(series)} == {Status.HELD}


def test_later_ones_are_cancelled(adas: Browser, series: SessionSeries) -> None:
    there = reverse("series_cancellation", args=[series.pk])
    since = sessions(series)[1]
    adas.post(there, {"since": since.pk, "reason": "They move away."})
    statuses = [each.status for each in sessions(series)]
    assert statuses == [Status.SCHEDULED, *[Status.CANCELLED] * 3]


def test_dates_are_let_go(
    adas: Browser, start: Callable[..., Any], ben: Contact, ada: User
) -> None:
    first = afternoon()
    sign(ben, ends=end_of(local_day(first) + WEEK))
    series = start([ben], first)
    date = series.left_out.waiting()[0]
    there = reverse("series_letting_go", args=[series.pk])
    adas.post(there, {"dates": [date.pk]})
    date.refresh_from_db()
    assert date.let_go_by == ada
    assert series.left_out.waiting().count() == 1


def test_a_stranger_finds_no_series(series: SessionSeries, cleo: User) -> None:
    browser = Browser()
    browser.force_login(cleo)
    for name in ("series", "series_move", "series_left_out", "series_letting_go"):
        assert browser.get(reverse(name, args=[series.pk])).status_code == 404
