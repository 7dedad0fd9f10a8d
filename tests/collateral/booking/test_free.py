"""Who and what must be free for a session, as the forms ask it: in one SELECT."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clients.models import Client, Contact
from collateral.booking.form import BookingForm
from collateral.models import Session
from collateral.sessions.move_form import MoveForm
from practice.models import Room, User
from tests.booked import book, typed
from tests.clock import DAY, afternoon
from tests.signed import sign

THREE = afternoon()
TOMORROW = THREE + DAY


@pytest.fixture
def booked(jordan: Client, ben: Contact, maria: Contact, blue_room: Room) -> Session:
    """Jordan, Ben and Maria, at three in the blue room."""
    sign(ben)
    sign(maria)
    return book(jordan, [ben, maria], THREE, room=blue_room)


def test_all_of_it_is_asked_at_once(
    booked: Session, ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    form = BookingForm(jordan, ada, typed([ben, maria], TOMORROW))
    with CaptureQueriesContext(connection) as captured:
        assert form.is_valid()
        assert form.is_free()
    asked = [query["sql"] for query in captured if "collateral_" in query["sql"]]
    assert len(asked) == 1
    # Who is ticked, whether all are free, and whether it is within hours.
    assert len(captured) == 3


def test_a_session_is_not_in_its_own_way(booked: Session, blue_room: Room) -> None:
    when = {**typed([], THREE), "start": "15:10", "room": str(blue_room.pk)}
    form = MoveForm(booked, when)
    assert form.is_valid()
    assert form.is_free()


def test_who_sits_elsewhere_is_said_of_a_move_too(
    booked: Session, jordan: Client, cleo: User, ben: Contact
) -> None:
    other: dict[str, Any] = {"clinician": cleo, "format": "collateral"}
    book(jordan, [ben], TOMORROW, **other)
    form = MoveForm(booked, typed([], TOMORROW))
    assert form.is_valid()
    assert not form.is_free()
    assert form.errors == {"start": ["Ben Hart is in another session then."]}


def test_what_else_is_taken_is_said_of_a_move(
    booked: Session, kim: Client, blue_room: Room
) -> None:
    book(kim, [], TOMORROW, room=blue_room, status="held")
    form = MoveForm(booked, {**typed([], TOMORROW), "room": str(blue_room.pk)})
    assert form.is_valid()
    assert not form.is_free()
    assert form.errors == {"room": ["The room is taken then."]}
