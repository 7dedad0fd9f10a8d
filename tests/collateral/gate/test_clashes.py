"""A refusal says all at once: who is not covered, and what is taken then."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import Role, Room, User
from tests.booked import book, typed
from tests.cast import user
from tests.clock import HOUR, afternoon
from tests.collateral.rule.scheduling import HTMX, JSON
from tests.said import errors_in
from tests.signed import sign

THERE = afternoon(5)
TAKEN = "The clinician has another shared session then."
ALL_COVERED = "Everyone who joins is covered"


@pytest.fixture
def taken(teo: Client, rosa: Contact) -> Session:
    """Ada sits with Teo and his mother at that time."""
    sign(rosa)
    return book(teo, [rosa], THERE)


@pytest.fixture
def session(jordan: Client, ben: Contact, maria: Contact) -> Session:
    """Jordan with Maria, and with Ben, who is covered until then and no longer."""
    sign(ben, ends=afternoon(3) + HOUR)
    sign(maria)
    return book(jordan, [ben, maria], afternoon(3))


def plan(client: Client) -> str:
    return f"/clients/{client.pk}/sessions/new/"


def labels(page: Any) -> list[str]:
    return [
        remedy.label for _, remedies in page.context["lines"] for remedy in remedies
    ]


def test_who_is_not_covered_and_what_is_taken_are_said_together(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact, taken: Session
) -> None:
    sign(maria)
    page = adas.post(plan(jordan), typed([ben, maria], THERE))
    assert page.status_code == 409
    said = errors_in(page)
    assert "No release has been signed." in said
    assert TAKEN in said
    # Without Ben, the time would be as taken.
    assert "Book without Ben Hart" not in labels(page)


def test_where_only_the_release_lacks_nothing_else_is_said(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(maria)
    page = adas.post(plan(jordan), typed([ben, maria], THERE))
    assert "this time is taken" not in errors_in(page)
    assert "Book without Ben Hart" in labels(page)


def test_a_machine_is_told_both(
    adas: Browser, jordan: Client, ben: Contact, taken: Session
) -> None:
    told = adas.post(plan(jordan), typed([ben], THERE), **JSON).json()
    assert [gap["code"] for gap in told["gaps"]] == ["NO_ROI"]
    assert told["clashes"] == [TAKEN]


def test_who_sits_elsewhere_is_said_beside_what_is_taken(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    kim: Client,
    blue_room: Room,
) -> None:
    sign(ben)
    book(kim, [], THERE, room=blue_room, status="held")
    dora = user("dora", "Dora Lund", Role.CLINICIAN)
    book(jordan, [ben], THERE, clinician=dora, format="collateral", status="held")
    sends = typed([ben], THERE, room=str(blue_room.pk))
    page = adas.post(plan(jordan), sends)
    assert page.status_code == 422
    said = errors_in(page)
    assert "The room is taken then." in said
    assert "Ben Hart is in another session then." in said


def test_going_without_who_sits_elsewhere_is_offered_as_it_cures(
    adas: Browser, jordan: Client, ben: Contact, maria: Contact, cleo: User
) -> None:
    sign(maria)
    book(jordan, [ben], THERE, clinician=cleo, format="collateral", status="held")
    page = adas.post(plan(jordan), typed([ben, maria], THERE))
    assert "Ben Hart is in another session then." in errors_in(page)
    assert "Book without Ben Hart" in labels(page)


def test_a_move_is_told_both_and_nobody_is_taken_out_for_a_taken_time(
    adas: Browser, session: Session, taken: Session
) -> None:
    page = adas.post(f"/sessions/{session.pk}/move/", typed([], THERE))
    assert page.status_code == 409
    said = errors_in(page)
    assert "before the session." in said
    assert TAKEN in said
    assert "Take Ben Hart out" not in labels(page)


# While it is typed


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_a_taken_time_is_said_while_it_is_typed(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    taken: Session,
    headers: dict[str, str],
) -> None:
    sign(ben)
    coverage = f"/clients/{jordan.pk}/coverage/"
    said = errors_in(adas.post(coverage, typed([ben], THERE), **headers))
    assert TAKEN in said
    assert ALL_COVERED not in said
    free = errors_in(adas.post(coverage, typed([ben], THERE + HOUR), **headers))
    assert TAKEN not in free
    assert ALL_COVERED in free


def test_an_earlier_time_is_offered_for_a_taken_one(
    adas: Browser, jordan: Client, ben: Contact, taken: Session
) -> None:
    sign(ben)
    coverage = f"/clients/{jordan.pk}/coverage/"
    said = errors_in(adas.post(coverage, typed([ben], THERE)))
    assert "when everyone is covered" in said


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_a_move_shows_cover_and_what_is_taken_while_it_is_typed(
    adas: Browser, session: Session, taken: Session, headers: dict[str, str]
) -> None:
    coverage = f"/sessions/{session.pk}/coverage/"
    said = errors_in(adas.post(coverage, typed([], THERE), **headers))
    assert "The release ends" in said
    assert TAKEN in said
    assert ALL_COVERED not in said
    sooner = errors_in(adas.post(coverage, typed([], afternoon(2)), **headers))
    assert "The release ends" not in sooner
    assert ALL_COVERED in sooner
    session.refresh_from_db()
    assert session.during.lower == afternoon(3)


def test_a_session_is_not_in_its_own_way_while_it_is_moved(
    adas: Browser, session: Session
) -> None:
    page = adas.get(f"/sessions/{session.pk}/move/")
    said = errors_in(page)
    assert "then." not in said
    assert ALL_COVERED in said
    late = typed([], afternoon(3), length="25")
    assert ALL_COVERED in errors_in(
        adas.post(f"/sessions/{session.pk}/coverage/", late)
    )


def test_a_move_that_comes_back_says_when_the_session_still_is(
    adas: Browser, session: Session, taken: Session, ben: Contact
) -> None:
    sign(ben, afternoon(3) + HOUR)
    page = adas.post(f"/sessions/{session.pk}/move/", typed([], THERE))
    assert page.status_code == 422
    assert page.context["session"].during.lower == afternoon(3)
    assert TAKEN in errors_in(page)
