from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from clients.models import Client, Contact
from collateral.booking.form import BookingForm
from collateral.models import Participant, Session, SharedSessionPlan, Status
from practice.models import Room, User
from practice.spans import span
from releases.models import Format
from releases.models.release import NEVER
from tests.booked import book, seat
from tests.booked import typed as sent
from tests.clock import DAY, FIFTY, HOUR, MINUTE, TICK, afternoon
from tests.refusals import refused_by, run, settle, words_of
from tests.signed import sign

THREE = afternoon()
NEXT = THREE + FIFTY
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


def session(client: Client, during: TimestamptzRange, **details: object) -> Session:
    """A session of ``client``'s, not saved."""
    usual = {"clinician": client.clinician, "booked_at": timezone.now()}
    return Session(client=client, during=during, **{**usual, **details})


@pytest.fixture
def booked(jordan: Client, ben: Contact, blue_room: Room) -> Session:
    """Jordan and Ben, at three in the blue room."""
    sign(ben)
    return book(jordan, [ben], THREE, room=blue_room)


def test_a_session_is_booked_before_it_ends(jordan: Client) -> None:
    now = timezone.now()
    over = session(jordan, span(now - HOUR, now), booked_at=now)
    assert words_of("session_booked_before_it_ends", over) == (
        "A session must be booked before it ends."
    )
    with refused_by("session_booked_before_it_ends"):
        over.save()
    over.booked_at = now - TICK
    over.status = Status.HELD
    assert words_of("session_booked_before_it_ends", over) == ""
    over.save()


@pytest.mark.parametrize(
    "during",
    [
        pytest.param(TimestamptzRange(empty=True), id="empty"),
        pytest.param(TimestamptzRange(THREE, THREE), id="no time at all"),
        pytest.param(TimestamptzRange(None, THREE), id="from for ever"),
        pytest.param(TimestamptzRange(THREE, None), id="for ever"),
    ],
)
def test_a_session_has_a_start_and_an_end(
    jordan: Client, during: TimestamptzRange
) -> None:
    endless = session(jordan, during, status=Status.HELD)
    assert words_of("session_booked_before_it_ends", endless) == (
        "A session must be booked before it ends."
    )
    with refused_by("session_booked_before_it_ends"):
        endless.save()


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        pytest.param(EARLIEST - TICK, NEXT, id="from 1899"),
        pytest.param(THREE, NEVER, id="until 9999"),
        pytest.param(THREE, NEVER + TICK, id="into 9999"),
    ],
)
def test_a_session_is_of_our_time(
    jordan: Client, starts: datetime, ends: datetime
) -> None:
    odd = session(jordan, span(starts, ends), status=Status.HELD)
    assert words_of("session_is_of_our_time", odd) == (
        "A session must be in the years 1900 to 9998."
    )
    with refused_by("session_is_of_our_time"):
        odd.save()


def test_a_session_may_be_the_first_or_the_last_of_our_time(jordan: Client) -> None:
    ever = session(jordan, span(EARLIEST, NEVER - TICK), status=Status.HELD)
    assert words_of("session_is_of_our_time", ever) == ""
    ever.save()
    assert Session.objects.get().during == ever.during


@pytest.mark.parametrize(
    "change",
    [
        "during = tstzrange(lower(during), 'infinity')",
        "during = tstzrange('-infinity', upper(during))",
        "during = tstzrange(lower(during), '10000-01-01')",
        "during = tstzrange('0044-03-15 BC', upper(during))",
        "booked_at = '-infinity'",
    ],
)
def test_a_session_is_never_one_that_cannot_be_read(
    jordan: Client, change: str
) -> None:
    held = book(jordan, [], THREE, status=Status.HELD)
    with refused_by("session_is_of_our_time"):
        run(f"UPDATE collateral_session SET {change}")
    assert Session.objects.get() == held


@pytest.mark.parametrize("bounds", ["[]", "(]", "()"])
def test_a_session_holds_its_start_and_not_its_end(jordan: Client, bounds: str) -> None:
    """An end that it held would be an instant for which no release need be in force."""
    during = TimestamptzRange(THREE, NEXT, bounds)
    closed = session(jordan, during, status=Status.HELD)
    assert words_of("session_holds_its_start_not_its_end", closed) == (
        "A session must end after it starts."
    )
    with refused_by("session_holds_its_start_not_its_end"):
        closed.save()
    half_open = session(jordan, TimestamptzRange(THREE, NEXT), status=Status.HELD)
    assert words_of("session_holds_its_start_not_its_end", half_open) == ""
    half_open.save()


@pytest.mark.parametrize("status", ["", "Scheduled", "no_show"])
def test_a_session_has_one_of_the_statuses(jordan: Client, status: str) -> None:
    """Any other would be a way to stand and to lean on nothing."""
    odd = session(jordan, span(THREE, NEXT), status=status)
    assert words_of("session_has_a_status", odd) == (
        "Choose what has been done about the session."
    )
    with refused_by("session_has_a_status"):
        odd.save()
    odd.status = Status.CANCELLED
    assert words_of("session_has_a_status", odd) == ""
    odd.save()


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
        other.room = booked.room
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


def test_a_session_is_one_row(booked: Session) -> None:
    assert words_of("session_mirrored", booked) == ""
    settle()
    run(
        "ALTER TABLE collateral_session DROP CONSTRAINT collateral_session_pkey CASCADE"
    )
    run("ALTER TABLE collateral_session DROP CONSTRAINT session_clinician_free")
    run("ALTER TABLE collateral_session DROP CONSTRAINT session_room_free")
    run("ALTER TABLE collateral_session DROP CONSTRAINT session_client_free")
    with refused_by("session_mirrored"):
        run("INSERT INTO collateral_session SELECT * FROM collateral_session")


def test_a_session_is_not_booked_ahead_of_the_clock(
    jordan: Client, ben: Contact
) -> None:
    """ "Booked" tomorrow, it would lean on a release that starts tomorrow."""
    sign(ben, THREE - DAY, THREE + DAY)
    with refused_by("session_is_not_booked_ahead"):
        book(jordan, [ben], THREE, booked_at=THREE - HOUR)
    with refused_by("session_is_not_booked_ahead"):
        book(jordan, [ben], THREE, booked_at=timezone.now() + 2 * MINUTE)
    held = book(jordan, [ben], THREE, status=Status.HELD)
    with refused_by("session_is_not_booked_ahead"):
        Session.objects.filter(pk=held.pk).update(
            status=Status.SCHEDULED, booked_at=THREE - HOUR
        )
    Session.objects.update(booked_at=timezone.now() + 50 * timedelta(seconds=1))


@pytest.mark.parametrize("status", ["scheduled", "checked_in", "completed"])
def test_a_session_stands_for_someone(jordan: Client, status: str) -> None:
    with refused_by("session_has_participants"):
        book(jordan, [], THREE, status=status)
    empty = book(jordan, [], THREE, status=Status.HELD)
    settle()
    with refused_by("session_has_participants"):
        Session.objects.filter(pk=empty.pk).update(status=status)


def test_a_session_comes_to_stand_once_someone_joins(
    jordan: Client, ben: Contact
) -> None:
    sign(ben)
    empty = book(jordan, [], THREE, status=Status.HELD)
    seat(empty, ben)
    Session.objects.filter(pk=empty.pk).update(status=Status.SCHEDULED)
    settle()


def test_nobody_is_taken_out_of_a_session_that_stands(
    booked: Session, ben: Contact
) -> None:
    for status in ("scheduled", "checked_in", "held"):
        Session.objects.filter(pk=booked.pk).update(status=status)
        if status != "held":
            with refused_by("participant_keeps_the_seat"):
                Participant.objects.all().delete()
    assert Participant.objects.all().delete()[0] == 1


@pytest.mark.parametrize("status", ["completed", "cancelled"])
def test_a_session_that_is_over_is_what_was(booked: Session, status: str) -> None:
    only = Session.objects.filter(pk=booked.pk)
    only.update(status=status)
    for change in (
        {"status": Status.HELD},
        {"status": Status.SCHEDULED},
        {"during": span(NEXT, NEXT + FIFTY)},
        {"booked_at": timezone.now()},
        {"room": None, "format": "collateral"},
    ):
        with refused_by("session_keeps_what_it_was"):
            only.update(**change)
    with refused_by("participant_keeps_the_seat"):
        Participant.objects.all().delete()


def test_what_has_taken_place_is_not_put_on_hold(jordan: Client, ben: Contact) -> None:
    now = timezone.now()
    sign(ben)
    session = book(jordan, [ben], now - 2 * HOUR, booked_at=now - 3 * HOUR)
    only = Session.objects.filter(pk=session.pk)
    with refused_by("session_keeps_what_it_was"):
        only.update(status=Status.HELD)
    only.update(during=span(now - 2 * HOUR, now + HOUR))
    only.update(status=Status.HELD)


def test_a_session_leans_on_less_only_by_being_booked_anew(booked: Session) -> None:
    only = Session.objects.filter(pk=booked.pk)
    now = timezone.now()
    only.update(booked_at=now - 20 * MINUTE)
    with refused_by("session_keeps_what_it_was"):
        only.update(booked_at=now - 2 * MINUTE)
    only.update(booked_at=now)
    over = span(now - 2 * HOUR, now - HOUR)
    only.update(booked_at=now - 3 * HOUR)
    only.update(during=over)
    with refused_by("session_keeps_what_it_was"):
        only.update(booked_at=now - 90 * MINUTE)


def test_nobody_is_carried_from_one_session_to_another(
    booked: Session, jordan: Client, maria: Contact
) -> None:
    sign(maria)
    other = book(jordan, [maria], NEXT, status=Status.HELD)
    with refused_by("participant_keeps_the_seat"):
        Participant.objects.filter(contact=maria).update(
            session=booked, during=booked.during, status=booked.status
        )
    with refused_by("participant_keeps_the_seat"):
        run("UPDATE collateral_session SET id = id + 1000 WHERE id = %s", other.pk)


def test_the_seats_are_not_emptied_at_once(booked: Session) -> None:
    SharedSessionPlan.objects.all().delete()
    with refused_by("participant_keeps_the_seat"):
        run("TRUNCATE collateral_participant")


def test_a_session_is_not_deleted(booked: Session) -> None:
    SharedSessionPlan.objects.all().delete()
    Session.objects.update(status=Status.HELD)
    Participant.objects.all().delete()
    for way in (
        "DELETE FROM collateral_session",
        "TRUNCATE collateral_session CASCADE",
    ):
        with refused_by("session_keeps_what_it_was"):
            run(way)


@pytest.mark.parametrize("purpose", ["", "gossip"])
def test_a_plan_has_a_purpose(
    booked: Session, ada: User, jordan: Client, ben: Contact, purpose: str
) -> None:
    plan = SharedSessionPlan.objects.get(session=booked)
    assert words_of("plan_has_a_purpose", plan) == ""
    plan.purpose = purpose
    assert words_of("plan_has_a_purpose", plan) == "Choose why the contacts join."
    with refused_by("plan_has_a_purpose"):
        plan.save()
    form = BookingForm(jordan, ada, sent([ben], NEXT, purpose=purpose))
    assert set(form.errors) == {"purpose"}
