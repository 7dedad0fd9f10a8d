"""Clinician, room and client are in one session at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from clients.models import Client, Contact
from collateral.booking.form import BookingForm
from collateral.models import Session, Status
from practice.models import Room, User
from practice.spans import span
from releases.models import Format
from tests.booked import book
from tests.booked import typed as sent
from tests.clock import FIFTY, HOUR, MINUTE, TICK
from tests.collateral.models.unsaved import NEXT, THREE, session
from tests.refusals import refused_by, words_of
from tests.signed import sign


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("session_clinician_free", "The clinician has another shared session then."),
        ("session_room_free", "The room is taken then."),
        ("session_client_free", "The client has another shared session then."),
    ],
)
@pytest.mark.parametrize(
    ("offset", "length", "free"),
    [
        pytest.param(-FIFTY, FIFTY, True, id="just before"),
        pytest.param(-FIFTY, FIFTY + TICK, False, id="into its start"),
        pytest.param(10 * MINUTE, 10 * MINUTE, False, id="within it"),
        pytest.param(FIFTY - TICK, FIFTY, False, id="from its last instant"),
        pytest.param(FIFTY, FIFTY, True, id="just after"),
    ],
)
def test_clinician_room_and_client_are_in_one_session_at_a_time(
    booked: Session,
    kim: Client,
    name: str,
    words: str,
    offset: timedelta,
    length: timedelta,
    free: bool,
) -> None:
    other = session(kim, span(THREE + offset, THREE + offset + length))
    other.status = Status.HELD
    if name == "session_clinician_free":
        other.clinician = booked.clinician
    elif name == "session_room_free":
        other.room, other.place = booked.room, booked.place
    else:
        other.client = booked.client
    if free:
        assert words_of(name, other) == ""
        other.save()
    else:
        assert words_of(name, other) == words
        with refused_by(name):
            other.save()


def test_the_form_says_who_is_not_free(
    booked: Session, ada: User, jordan: Client, ben: Contact, blue_room: Room
) -> None:
    form = BookingForm(jordan, ada, sent([ben], THREE, room=str(blue_room.pk)))
    assert form.is_valid()
    assert not form.is_free()
    assert form.errors == {
        "start": [
            "The clinician has another shared session then.",
            "The client has another shared session then.",
        ],
        "room": ["The room is taken then."],
        "contacts": ["Ben Hart is in another session then."],
    }
    later = BookingForm(jordan, ada, sent([ben], NEXT))
    assert later.is_valid()
    assert later.is_free()


def test_what_only_the_database_asks_is_said_beside_its_field(
    ada: User, jordan: Client, ben: Contact
) -> None:
    """A session whose time runs out between the form's question and the insert."""
    sign(ben)
    form = BookingForm(jordan, ada, sent([ben], THREE))
    assert form.is_valid()
    with form.explaining_violations(), transaction.atomic():
        book(jordan, [ben], timezone.now() - 2 * HOUR, booked_at=timezone.now())
    assert form.errors == {"date": ["A session must be booked before it ends."]}


def test_without_the_client_another_clinician_may_meet_others(
    booked: Session, jordan: Client, cleo: User
) -> None:
    apart = session(jordan, booked.during, format=Format.COLLATERAL, clinician=cleo)
    apart.status = Status.HELD
    assert words_of("session_client_free", apart) == ""
    apart.save()


def test_two_sessions_by_video_share_no_room(booked: Session, kim: Client) -> None:
    by_video = session(kim, booked.during, room=None, status=Status.HELD)
    assert words_of("session_room_free", by_video) == ""
    by_video.save()
    Session.objects.filter(pk=booked.pk).update(room=None)


def test_a_session_on_hold_keeps_its_time_and_a_cancelled_one_does_not(
    booked: Session, jordan: Client
) -> None:
    other = session(jordan, booked.during, status=Status.HELD)
    Session.objects.filter(pk=booked.pk).update(status=Status.HELD)
    assert words_of("session_clinician_free", other)
    Session.objects.filter(pk=booked.pk).update(status=Status.CANCELLED)
    assert words_of("session_clinician_free", other) == ""
    other.save()
