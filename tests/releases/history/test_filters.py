"""The history is narrowed by client, contact, clinician, kind and days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact, EventKind
from collateral.gate import Proposal
from collateral.models import SharedSessionPlan
from practice.models import User
from practice.spans import span
from releases.models import Purpose
from tests.cast import client_of
from tests.clock import DAY, HOUR, afternoon, local
from tests.collateral import acts as booking
from tests.releases.history.happenings import happened, read
from tests.signed import sign

SOON = afternoon(7)


@pytest.fixture
def two_clients(
    jordan: Client, ben: Contact, maria: Contact, kim: Client, lee: Contact
) -> None:
    """Ada's and Cleo's clients, each with something on each of two days."""
    at = local("2026-11-01 00:30")
    happened(EventKind.SIGNED, jordan, at, contact=ben, reason="one")
    happened(EventKind.VIEWED, jordan, at + DAY, contact=maria, reason="two")
    happened(EventKind.SIGNED, kim, at, contact=lee, reason="three")
    happened(EventKind.VIEWED, kim, at + DAY, contact=lee, reason="four")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["two", "four", "one", "three"]),
        ("?client={jordan}", ["one", "two"]),
        ("?client={jordan}&contact={maria}", ["two"]),
        ("?clinician={cleo}", ["three", "four"]),
        ("?kind=signed", ["one", "three"]),
        ("?kind=signed&clinician={cleo}", ["three"]),
        ("?kind=revoked", []),
        (
            "?client=&contact=&clinician=&kind=&from=&to=",
            ["one", "two", "three", "four"],
        ),
    ],
)
def test_it_is_narrowed_by_each_filter(
    noras: Browser,
    two_clients: None,
    jordan: Client,
    maria: Contact,
    cleo: User,
    query: str,
    shown: list[str],
) -> None:
    page = read(noras, query.format(jordan=jordan.pk, maria=maria.pk, cleo=cleo.pk))
    assert set(re.findall(r"Reason: (\w+)", page)) == set(shown)


def test_a_contact_is_found_in_every_session_that_they_were_booked_for(
    noras: Browser, ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria)
    both = Proposal(
        jordan, (ben, maria), ada, span(SOON, SOON + HOUR), None, "joint", "video"
    )
    session = booking.book(both, SharedSessionPlan(purpose=Purpose.SUPPORT), ada)
    booking.move(session, span(SOON + DAY, SOON + DAY + HOUR), None, ada)
    booking.cancel(session, "asked for another day", ada)
    ben_alone = replace(both, contacts=(ben,))
    booking.book(ben_alone, SharedSessionPlan(purpose=Purpose.SUPPORT), ada)
    page = read(noras, f"?client={jordan.pk}&contact={maria.pk}")
    told = re.findall(
        r"(booked|moved|cancelled) (?:a|the) session(.*?) with (.*?) [(f]", page
    )
    assert [(what, who) for what, _, who in told] == [
        ("cancelled", "Ben Hart and Maria Reyes"),
        ("moved", "Ben Hart and Maria Reyes"),
        ("booked", "Ben Hart and Maria Reyes"),
    ]
    assert read(noras, f"?client={jordan.pk}&contact={ben.pk}").count("booked a") == 2


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("from=2026-11-01&to=2026-11-01", ["first", "last"]),
        ("from=2026-11-02", ["after"]),
        ("to=2026-10-31", ["before"]),
        ("from=2026-10-31&to=2026-11-02", ["before", "first", "last", "after"]),
        ("from=1900-01-01&to=2199-12-31", ["before", "first", "last", "after"]),
    ],
)
def test_a_day_is_the_practices_own_and_25_hours_long(
    noras: Browser, jordan: Client, query: str, shown: list[str]
) -> None:
    """1 November 2026 begins in daylight time, and ends in standard time."""
    tick = timedelta(microseconds=1)
    begins, ends = local("2026-11-01"), local("2026-11-02")
    assert ends - begins == 25 * HOUR
    for at, reason in [
        (begins - tick, "before"),
        (begins, "first"),
        (ends - tick, "last"),
        (ends, "after"),
    ]:
        happened(EventKind.CLIENT_CHANGED, jordan, at, reason=reason)
    page = read(noras, f"?{query}")
    assert set(re.findall(r"Reason: (\w+)", page)) == set(shown)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("client=9999999", "There is no such client."),
        ("client=99999999999999999999", "There is no such client."),
        ("client=x", "There is no such client."),
        ("client={kim}&contact={ben}", "This contact is not one of those listed."),
        ("contact={ben}", "This contact is not one of those listed."),
        ("clinician={nora}", "This clinician is not one of those listed."),
        ("kind=deleted", "This kind is not one of those listed."),
        ("from=9999-12-31", "Choose a day before 2200."),
        ("to=9999-12-31", "Choose a day before 2200."),
        ("from=0001-01-01", "Choose a day from 1900 on."),
        ("from=2026-02-30", "Enter a day as month/day/year, such as 12/17/2026."),
        ("from=2026-11-02&to=2026-11-01", "This day is before the first."),
    ],
)
def test_what_makes_no_sense_gets_a_clear_message(
    noras: Browser, nora: User, kim: Client, ben: Contact, query: str, says: str
) -> None:
    happened(EventKind.CLIENT_ADDED, kim, reason="something")
    query = "?" + query.format(kim=kim.pk, ben=ben.pk, nora=nora.pk)
    page = read(noras, query, status=422)
    assert says in page
    assert "something" not in page
    assert noras.get(f"/history/export.csv{query}").status_code == 302


def test_a_client_is_found_by_name_and_no_address_holds_it(
    noras: Browser, jordan: Client, kim: Client
) -> None:
    happened(EventKind.SIGNED, jordan)
    page = noras.post("/history/?kind=signed&after=3", {"name": "reYES"})
    assert page.status_code == 200
    links = re.findall(r'href="(/history/\?[^"]*client=[^"]*)"', page.content.decode())
    assert [unescape(link) for link in links] == [
        f"/history/?kind=signed&client={jordan.pk}"
    ]
    narrowed = noras.get(unescape(links[0])).content.decode()
    for address in re.findall(r'(?:href|action|hx-post)="([^"]*)"', narrowed):
        assert "reyes" not in address.lower()


def test_of_many_who_bear_a_name_some_are_shown(
    noras: Browser, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("releases.history.views.MATCHES", 2)
    for first in ("Ann", "Bo", "Cy"):
        client_of(ada, f"{first} Reyes")
    page = noras.post("/history/", {"name": "reyes"}).content.decode()
    assert "Bo Reyes" in page
    assert "Cy Reyes" not in page
    assert "Type more of the name." in page


def test_as_a_name_is_typed_only_the_matches_come(
    noras: Browser, jordan: Client, kim: Client
) -> None:
    htmx = {"HX-Request": "true"}
    page = noras.post("/history/", {"name": "park"}, headers=htmx).content.decode()
    assert "<html" not in page
    assert "Kim Park" in page
    assert "Jordan" not in page
    page = noras.post("/history/", {"name": "zz"}, headers=htmx).content.decode()
    assert "No client is found by “zz”." in page
    assert noras.post("/history/", {"name": " "}, headers=htmx).content.strip() == b""


def test_who_could_hear_what_is_shown_beside_the_events_of_a_day(
    noras: Browser, ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    starts, heading = local("2026-11-01 12:00"), "Who could hear what at the end of"
    ended = sign(ben, starts, local("2026-11-10"))
    sign(maria, starts, local("2027-11-10"))
    query = f"?client={jordan.pk}&to="
    page = read(noras, f"{query}2026-11-09")
    panel = page[page.index(f"{heading} Mon, Nov 9, 2026") :]
    assert "Ben Hart partner Attendance and appointment times" in panel
    assert f"Release {ended.pk}, signed by Jordan Reyes Nov 1, 2026" in panel
    page = read(noras, f"{query}2026-11-10")
    panel = page[page.index(f"{heading} Tue, Nov 10, 2026") :]
    assert "Ben Hart partner nothing Expired Nov 9, 2026" in panel
    assert "Maria Reyes mother Attendance" in panel
    page = read(noras, f"{query}2026-11-10&contact={ben.pk}")
    panel = page[page.index(heading) : page.index("That day on a page of its own")]
    assert "Ben Hart" in panel
    assert "Maria Reyes" not in panel
    assert heading not in read(noras, f"?client={jordan.pk}")
    assert heading not in read(noras, "?to=2026-11-09")
