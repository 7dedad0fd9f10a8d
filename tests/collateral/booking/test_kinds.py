"""A session, an intake or a check-in; and the code that its clinician may consider."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import Session
from collateral.sessions.cpt import code_to_consider
from practice.models import User
from practice.spans import span
from tests.booked import book, typed
from tests.clock import FIFTY, afternoon
from tests.collateral.models.unsaved import session
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, words_of
from tests.signed import sign

pytestmark = pytest.mark.django_db


def booked(browser: Browser, client: Client, **sent: str) -> Session:
    contacts = client.contacts.all()
    there = reverse("booking", args=[client.pk])
    answer = browser.post(there, typed(contacts, afternoon(3), **sent))
    assert answer.status_code == 302
    return Session.objects.get()


def test_an_intake_is_booked_as_one_and_says_so(
    adas: Browser, finn: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    made = booked(adas, jordan, kind="intake")
    assert made.kind == "intake"
    there = reverse("session", args=[made.pk])
    page = adas.get(there).content.decode()
    assert "An intake" in page
    assert "Code to consider: 90791" in page
    assert "Nothing is submitted from here." in page
    assert "Code to consider" not in browser_of(finn).get(there).content.decode()


def test_a_session_is_one_like_any_other_where_nothing_is_said(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    made = booked(adas, jordan)
    assert made.kind == "session"
    page = adas.get(reverse("session", args=[made.pk])).content.decode()
    assert "Code to consider: 90847" in page
    assert "A session" not in page


def test_an_intake_asks_the_same_of_a_release(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sent = typed([ben], afternoon(3), kind="intake")
    answer = adas.post(reverse("booking", args=[jordan.pk]), sent)
    assert answer.status_code == 409
    assert not Session.objects.exists()


def test_each_date_of_a_series_and_the_next_like_it_are_of_its_kind(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    days = [afternoon(3), afternoon(10)]
    good = [each.date().isoformat() for each in days]
    sent = {"repeat": "week", "until": "times", "times": "2", "kind": "check_in"}
    sends = typed([ben], days[0], **sent) | {"good": good}
    assert adas.post(reverse("booking", args=[jordan.pk]), sends).status_code == 302
    assert [each.kind for each in Session.objects.all()] == ["check_in", "check_in"]
    like = f"?like={Session.objects.latest('during').pk}"
    page = adas.get(reverse("booking", args=[jordan.pk]) + like).content.decode()
    assert '<option value="check_in" selected>' in page


def test_there_is_no_other_kind(adas: Browser, jordan: Client, ben: Contact) -> None:
    sign(ben)
    sent = typed([ben], afternoon(3), kind="séance")
    answer = adas.post(reverse("booking", args=[jordan.pk]), sent)
    assert "Select a valid choice." in answer.content.decode()
    at = afternoon()
    other = session(jordan, span(at, at + FIFTY), kind="other", status="held")
    says = "Choose whether it is a session, an intake or a check-in."
    assert words_of("session_is_of_a_kind", other) == says
    with refused_by("session_is_of_a_kind"):
        other.save()
    other.kind = "check_in"
    other.save()


@pytest.mark.parametrize(
    ("kind", "how", "minutes", "begins"),
    [
        ("session", "joint", 50, "90847,"),
        ("session", "joint", 26, "90847,"),
        ("session", "joint", 25, "none: 90846 and 90847"),
        ("session", "collateral", 50, "90846,"),
        ("session", "collateral", 25, "none: 90846 and 90847"),
        ("intake", "joint", 90, "90791,"),
        ("intake", "collateral", 25, "90791,"),
        ("check_in", "joint", 15, "none of its own: it is part"),
        ("check_in", "collateral", 15, "none: a check-in"),
    ],
)
def test_the_code_to_consider(
    kind: str, how: str, minutes: int, begins: str, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    made = book(jordan, [ben], afternoon(), kind=kind, format=how)
    starts = made.during.lower
    made.during = span(starts, starts + timedelta(minutes=minutes))
    assert code_to_consider(made).startswith(begins)
