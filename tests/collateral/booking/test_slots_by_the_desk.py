"""An empty time in the week, booked by the front desk; and booked as last time."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import SharedSessionPlan
from practice.models import Room, User
from tests.booked import book
from tests.clock import DAY, FIFTY, afternoon
from tests.collateral.booking.test_by_the_desk import text_of
from tests.collateral.gate.test_hushed import LEAKS, main_of
from tests.planned import approve, goal_of, write_out
from tests.privacy.doors import browser_of
from tests.wished import wish_for

CRAFTED: dict[str, Any] = {
    "about": ["sleep"],
    "topics": "What we said on Monday.",
    "boundaries": "Not of the past.",
}


@pytest.mark.parametrize("show", ["clinician", "room"])
def test_a_week_that_the_desk_looks_at_offers_its_empty_times(
    desk: Browser, ada: User, blue_room: Room, show: str
) -> None:
    pk = ada.pk if show == "clinician" else blue_room.pk
    day = timezone.localdate() + 7 * DAY
    page = desk.get(f"/week/{day.isoformat()}/?show={show}-{pk}").content.decode()
    monday = day - day.weekday() * DAY
    assert f"/week/slot/?date={monday}&amp;start=14:30&amp;{show}={pk}" in page


def test_the_whole_practice_offers_its_days(desk: Browser, nora: User) -> None:
    day = timezone.localdate() + 7 * DAY
    path = f"/week/{day.isoformat()}/"
    page = desk.get(path).content.decode()
    assert "/week/slot/?date=" in page
    assert "start=" not in page
    assert "/week/slot/" not in browser_of(nora).get(path).content.decode()


def test_a_clinicians_time_is_booked_for_one_of_their_clients(
    desk: Browser, cleo: User, kim: Client, covered: Contact
) -> None:
    book(covered.client, [covered], afternoon(3))
    day = "date=2027-01-12&start=15:00"
    everyone = text_of(desk.get(f"/week/slot/?{day}"))
    assert "Kim Park" in everyone
    assert "Cleo Marsh" in everyone
    assert "Jordan Reyes" in everyone
    assert "As last time, with Ben Hart" in everyone
    theirs = text_of(desk.get(f"/week/slot/?{day}&clinician={cleo.pk}"))
    assert "Kim Park" in theirs
    assert "Jordan Reyes" not in theirs


def test_booked_as_last_time_the_topics_of_then_stay_unread(
    desk: Browser, url: str, covered: Contact
) -> None:
    before = book(covered.client, [covered], afternoon(3), ends=afternoon(3) + FIFTY)
    write_out(before, topics="Of the night shifts.")
    query = {"date": "2027-01-12", "start": "15:00", "like": before.pk}
    page = desk.get(url, query)
    form = page.context["form"]
    assert form["contacts"].value() == [str(covered.pk)]
    assert form["purpose"].value() == "support"
    assert "night shifts" not in page.content.decode()


def test_a_session_from_a_wish_tells_the_desk_nothing_of_it(
    desk: Browser, covered: Contact
) -> None:
    session = book(covered.client, [covered], afternoon(3), status="held")
    wish = wish_for(covered, words="I want him to hear it.")
    SharedSessionPlan.objects.filter(pk=session.pk).update(wish=wish)
    approve(write_out(session, goals=[goal_of(covered.client).pk]))
    for name in ("session", "session_reopening", "session_move"):
        told = desk.get(reverse(name, args=[session.pk])).content.decode()
        assert wish.words not in told
        for leak in LEAKS:
            assert leak not in main_of(desk.get(reverse(name, args=[session.pk]))), leak
