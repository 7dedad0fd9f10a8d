"""Two clients of one name are told apart by their birth, wherever clients are listed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from tests.booked import book
from tests.cast import client_of, contact_of
from tests.clock import DAY, HOUR, afternoon
from tests.said import errors_in
from tests.signed import draft_for, sign

BIRTHS = ("born Mar 4, 1980", "born Sep 1, 2005")


@pytest.fixture
def ashes(ada: User) -> list[Client]:
    """Two of one name, who look the same where only the name is shown."""
    return [
        client_of(ada, "Morgan Ash", born=born)
        for born in (date(1980, 3, 4), date(2005, 9, 1))
    ]


@pytest.fixture
def friends(ashes: list[Client]) -> list[Contact]:
    return [contact_of(each, "Sam Roe") for each in ashes]


def test_releases_that_wait(adas: Browser, ada: User, friends: list[Contact]) -> None:
    for friend in friends:
        draft_for(friend, ada)
    waiting = adas.get("/releases/").text
    assert all(birth in waiting for birth in BIRTHS)


def test_releases_that_end_soon(adas: Browser, friends: list[Contact]) -> None:
    for friend in friends:
        sign(friend, ends=timezone.now() + 9 * DAY)
    ending = adas.get("/releases/").text
    assert all(birth in ending for birth in BIRTHS)


def test_a_days_sessions_with_names(
    client: Browser, finn: User, friends: list[Contact]
) -> None:
    finn.initials_only = False
    finn.save(update_fields=["initials_only"])
    client.force_login(finn)
    for number, friend in enumerate(friends):
        sign(friend)
        book(friend.client, [friend], afternoon(1) + number * HOUR)
    page = client.get("/day/").text
    assert all(birth in page for birth in BIRTHS)


def test_the_one_whose_history_is_shown(
    client: Browser, nora: User, ashes: list[Client]
) -> None:
    client.force_login(nora)
    page = client.get(f"/history/?client={ashes[1].pk}").text
    assert BIRTHS[1] in page
    assert BIRTHS[0] not in page


def test_a_contact_whose_birth_is_known(adas: Browser, ben: Contact) -> None:
    assert "partner</span>" in adas.get(f"/clients/{ben.client_id}/").text
    Contact.objects.filter(pk=ben.pk).update(date_of_birth=date(1988, 1, 9))
    page = adas.get(f"/clients/{ben.client_id}/").text
    assert "partner, born Jan 9, 1988</span>" in page


def test_two_contacts_of_one_name_to_choose_from(adas: Browser, ben: Contact) -> None:
    other = contact_of(ben.client, ben.name, ben.relationship)
    Contact.objects.filter(pk=other.pk).update(date_of_birth=date(1988, 1, 9))
    sign(ben)
    session = book(ben.client, [ben], afternoon(1))
    booking = errors_in(adas.get(f"/clients/{ben.client_id}/sessions/new/"))
    assert "Ben Hart partner, born Jan 9, 1988" in booking
    assert booking.count("Ben Hart partner") == 2
    joining = errors_in(adas.get(f"/sessions/{session.pk}/participants/"))
    assert "Ben Hart, partner, born Jan 9, 1988" in joining
