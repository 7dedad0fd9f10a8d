"""A session is moved to a free time that its page offers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import Room, User
from practice.spans import end_of
from tests.booked import book, typed
from tests.clock import DAY, FIFTY, afternoon
from tests.screened import screen
from tests.signed import sign
from tests.working import works


@pytest.fixture
def session(jordan: Client, ben: Contact, ada: User) -> Session:
    """Jordan with Ben; Ada works from nine to ten on any day."""
    works(ada, range(7), 9, 10)
    sign(ben)
    return book(jordan, [ben], afternoon(3))


@pytest.fixture
def there(session: Session) -> str:
    return reverse("session_move", args=[session.pk])


def offered(browser: Browser, path: str) -> list[datetime]:
    times = browser.get(path).context["moving"].times
    return [offer.start for _day, found in times for offer, _room in found]


def test_the_page_offers_times_at_which_all_is_free_and_covered(
    adas: Browser, there: str, session: Session
) -> None:
    found = offered(adas, there)
    assert found
    assert {timezone.localtime(each).hour for each in found} == {9}


def test_one_that_is_pressed_is_where_it_is(
    adas: Browser, there: str, session: Session
) -> None:
    first = offered(adas, there)[0]
    form = adas.get(there).context["form"]
    sent = typed([], session.during.lower, version=form.version_now)
    assert adas.post(there, {**sent, "at": first.isoformat()}).status_code == 302
    session.refresh_from_db()
    assert session.during.lower == first
    assert session.during.upper == first + FIFTY


@pytest.mark.parametrize("at", ["", "soon", "2027-01-12", "2027-01-12T09:00", "9" * 60])
def test_what_is_no_time_leaves_what_was_typed(
    adas: Browser, there: str, session: Session, at: str
) -> None:
    form = adas.get(there).context["form"]
    sent = typed([], afternoon(4), version=form.version_now, despite="As asked.")
    assert adas.post(there, {**sent, "at": at}).status_code == 302
    session.refresh_from_db()
    assert session.during.lower == afternoon(4)


def test_one_that_is_taken_meanwhile_is_refused(
    adas: Browser, there: str, session: Session, teo: Client, rosa: Contact
) -> None:
    first = offered(adas, there)[0]
    form = adas.get(there).context["form"]
    sign(rosa)
    book(teo, [rosa], first)
    sent = typed([], session.during.lower, version=form.version_now)
    answer = adas.post(there, {**sent, "at": first.isoformat()})
    assert answer.status_code == 422
    assert "The clinician has another shared session then." in answer.text
    session.refresh_from_db()
    assert session.during.lower == afternoon(3)


def test_where_it_stands_it_is_not_offered(
    adas: Browser, jordan: Client, ben: Contact, ada: User
) -> None:
    works(ada, range(7), 9, 10)
    sign(ben)
    at_nine = afternoon(3) - timedelta(hours=6)
    session = book(jordan, [ben], at_nine)
    found = offered(adas, reverse("session_move", args=[session.pk]))
    assert at_nine not in found
    assert at_nine + DAY in found


def test_nothing_is_offered_after_a_release_ends(
    adas: Browser, jordan: Client, ben: Contact, ada: User
) -> None:
    works(ada, range(7), 9, 10)
    ends = end_of(timezone.localdate() + 4 * DAY)
    sign(ben, ends=ends)
    session = book(jordan, [ben], afternoon(3))
    found = offered(adas, reverse("session_move", args=[session.pk]))
    assert found
    assert max(found) < ends


def test_nothing_is_offered_that_the_gate_would_refuse(
    adas: Browser, jordan: Client, ben: Contact, ada: User
) -> None:
    works(ada, range(7), 9, 10)
    sign(ben)
    session = book(jordan, [ben], afternoon(3))
    screen(ben, asked_at=timezone.now() - 88 * DAY)  # good for 90 days
    found = offered(adas, reverse("session_move", args=[session.pk]))
    assert max(found) < timezone.now() + 3 * DAY


def test_from_the_day_that_is_typed_on(
    adas: Browser, there: str, session: Session
) -> None:
    coverage = reverse("session_coverage", args=[session.pk])
    day = timezone.localdate() + 10 * DAY
    sent = typed([], afternoon(10))
    answer = adas.post(coverage, sent, headers={"hx-request": "true"})
    days = [each for each, _ in answer.context["moving"].times]
    assert min(days) == day


def test_another_room_is_named_and_taken(
    adas: Browser, jordan: Client, ben: Contact, ada: User, kim: Client, lee: Contact
) -> None:
    blue, green = (
        Room.objects.create(name=f"{name} room") for name in ("Blue", "Green")
    )
    works(ada, range(7), 9, 10)
    for contact in (ben, lee):
        sign(contact)
    session = book(jordan, [ben], afternoon(3), room=blue)
    nine = afternoon(4) - timedelta(hours=6)
    book(kim, [lee], nine, room=blue)  # with Cleo
    there = reverse("session_move", args=[session.pk])
    page = adas.get(there)
    assert "9:00 am, Green room" in page.content.decode()
    sent = typed([], afternoon(3), room=str(blue.pk))
    sent |= {"version": page.context["form"].version_now}
    adas.post(there, {**sent, "at": f"{nine.isoformat()} {green.pk}"})
    session.refresh_from_db()
    assert (session.during.lower, session.room) == (nine, green)
