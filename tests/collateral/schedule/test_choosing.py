"""For whom a time is booked, and what the booking page is filled in with."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from practice.models import Room
from tests.booked import book
from tests.clock import afternoon
from tests.releases.history.happenings import words
from tests.signed import sign

WHEN = "date=2027-01-12&start=15:00"


def chosen(browser: Browser, query: str = WHEN, **typed: str) -> str:
    path = f"/week/slot/?{query}"
    answer = browser.post(path, typed) if typed else browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_whom_one_saw_last_comes_first(
    adas: Browser, teo: Client, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], afternoon(3))
    page = words(chosen(adas))
    assert page.index("Jordan Reyes") < page.index("Teo Vance")
    assert "As last time, with Ben Hart" in page


def test_the_time_is_said_and_handed_on(
    adas: Browser, jordan: Client, blue_room: Room
) -> None:
    page = chosen(adas, f"{WHEN}&room={blue_room.pk}")
    assert "Book Tue, Jan 12, 3:00 pm" in words(page)
    there = f"/clients/{jordan.pk}/sessions/new/?date=2027-01-12&amp;start=15%3A00"
    assert f"{there}&amp;room={blue_room.pk}" in page


@pytest.mark.parametrize(
    "query", ["", "date=soon", "start=25:00&date=x", "room=x", "date=0001-01-01"]
)
def test_what_cannot_be_read_is_passed_over(
    adas: Browser, jordan: Client, query: str
) -> None:
    assert f"/clients/{jordan.pk}/sessions/new/?" in chosen(adas, query)


def test_others_clients_are_not_there(
    adas: Browser, jordan: Client, kim: Client
) -> None:
    assert "Kim Park" not in words(chosen(adas))
    assert "Kim Park" not in words(chosen(adas, q="Kim"))


def test_words_find_who_is_not_shown(
    adas: Browser, jordan: Client, teo: Client
) -> None:
    page = words(chosen(adas, q="teo"))
    assert "Teo Vance" in page
    assert "Jordan Reyes" not in page


def test_who_is_no_longer_in_care_is_not_there(adas: Browser, jordan: Client) -> None:
    Client.objects.filter(pk=jordan.pk).update(discharged_on="2026-01-02")
    assert "Jordan Reyes" not in words(chosen(adas))


def test_the_booking_page_is_filled_in_as_last_time(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact, blue_room: Room
) -> None:
    sign(ben)
    before = book(jordan, [ben], afternoon(3), format="collateral")
    query = f"{WHEN}&room={blue_room.pk}&like={before.pk}"
    form = adas.get(f"/clients/{jordan.pk}/sessions/new/?{query}").context["form"]
    assert form["date"].value() == "2027-01-12"
    assert form["start"].value() == "15:00"
    assert form["room"].value() == str(blue_room.pk)
    assert form.chosen() == {ben.pk}
    assert form["format"].value() == "collateral"
    assert form["purpose"].value() == "support"


def test_a_session_of_others_fills_in_nothing(
    adas: Browser, jordan: Client, kim: Client, lee: Contact
) -> None:
    sign(lee)
    theirs = book(kim, [lee], afternoon(3))
    path = f"/clients/{jordan.pk}/sessions/new/?{WHEN}&like={theirs.pk}"
    form = adas.get(path).context["form"]
    assert form.chosen() == set()
    assert not form["purpose"].value()
