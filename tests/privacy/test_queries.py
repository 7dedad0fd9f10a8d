"""How often each page asks the database: few times, and as few for thirty as for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.looking.not_looks import NOT_LOOKS
from collateral.models import Session, Status
from practice.spans import start_of
from tests.booked import book, typed
from tests.cast import client_of, contact_of
from tests.clock import DAY, afternoon
from tests.planned import write_out
from tests.privacy.ceilings import MOST
from tests.privacy.doors import browser_of
from tests.privacy.house import build
from tests.privacy.rooms import House
from tests.signed import draft_for, sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]

ROWS = [line.split() for line in MOST.strip().splitlines()]
PAGES = [(route, who) for route, who, _ in ROWS]
# That it was looked at is written down, too: one statement, but of what is no look.
LOOK = 1
CEILING = {
    (route, who): int(most) + (route not in NOT_LOOKS) * LOOK
    for route, who, most in ROWS
}


def furnish(house: House, many: int) -> list[Contact]:
    """So many of everything: contacts of Jordan with releases that end soon, drafts and
    events; clients of Ada; sessions today, tomorrow, later, past and on hold.
    """
    soon = timezone.now() + 20 * DAY
    contacts = [contact_of(house.jordan, f"Contact {n}") for n in range(many)]
    for contact in contacts:
        sign(contact, ends=soon)
        draft_for(contact, house.ada)
        record(EventKind.VIEWED, house.jordan, house.finn, contact=contact)
    minutes = timedelta(minutes=20)
    first = start_of(timezone.localdate() + DAY)
    for n in range(many):
        other = client_of(house.ada, f"Client {n}")
        friend = contact_of(other, f"Friend {n}")
        sign(friend, ends=soon)
        starts = first + n * 2 * minutes
        book(other, [friend], starts, ends=starts + minutes)
        starts = first + 2 * DAY + n * 2 * minutes
        book(
            house.jordan,
            [contacts[n]],
            starts,
            ends=starts + minutes,
            status=Status.HELD,
        )
    planned = book(house.jordan, contacts, afternoon(9))
    write_out(planned, goals=[house.goal.pk])
    book(house.jordan, contacts, afternoon(10), status=Status.HELD)
    return contacts


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any) -> dict[Any, list[int]]:
    """How many queries each page took, with one of everything and then with thirty."""
    counts: dict[Any, list[int]] = {}
    with django_db_blocker.unblock():
        for many in (1, 30):
            with transaction.atomic():
                for page, queries in numbers(build(), many):
                    counts.setdefault(page, []).append(queries)
                transaction.set_rollback(True)
    return counts


def numbers(house: House, many: int) -> Iterator[tuple[Any, int]]:
    contacts = furnish(house, many)
    crowded = replace(
        house,
        booked=Session.objects.get(during__startswith=afternoon(9)),
        held=Session.objects.get(during__startswith=afternoon(10)),
    )
    for route, who in PAGES:
        yield (route, who), asked(house, who, "get", crowded.path(route))
    late = typed(contacts, afternoon(100))
    coverage = house.path("coverage")
    yield "coverage", asked(house, "ada", "post", coverage, late)
    search, typing = {"q": "client"}, {"HX-Request": "true"}
    yield "search", asked(house, "ada", "post", "/clients/", search, headers=typing)


def asked(
    house: House, who: str, how: str, url: str, data: Any = None, **options: Any
) -> int:
    """How many queries one request of a signed-in person takes."""
    browser = browser_of(getattr(house, who))
    browser.get("/")  # a session's first request writes
    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            response = getattr(browser, how)(url, data or {}, **options)
            assert response.status_code == 200
            response.getvalue()
        transaction.set_rollback(True)
    return len(captured)


@pytest.mark.parametrize(("route", "who"), PAGES)
def test_a_page_asks_as_often_for_thirty_as_for_one(
    route: str, who: str, counted: dict[Any, list[int]]
) -> None:
    one, thirty = counted[route, who]
    assert thirty == one
    assert one <= CEILING[route, who]


@pytest.mark.parametrize(("what", "most"), [("coverage", 18), ("search", 6)])
def test_what_is_asked_while_typing_asks_little(
    what: str, most: int, counted: dict[Any, list[int]]
) -> None:
    one, thirty = counted[what]
    assert thirty == one
    assert one <= most + LOOK


def test_no_page_asks_more_than_fifteen_times() -> None:
    assert max(CEILING.values()) <= 15 + LOOK
