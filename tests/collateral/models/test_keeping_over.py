"""What took place stays: by raw SQL it is not moved, cancelled, or given other people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Participant, Session, Status
from practice.models import Room, User
from tests.booked import book, seat
from tests.clock import DAY, HOUR
from tests.refusals import refused_by, run
from tests.signed import sign


@pytest.fixture
def met(jordan: Client, ben: Contact, maria: Contact) -> Session:
    """Jordan and Ben met an hour ago. Maria was covered too, and not there."""
    now = timezone.now()
    sign(ben)
    sign(maria)
    return book(jordan, [ben], now - 2 * HOUR, booked_at=now - 3 * HOUR)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("during = tstzrange(lower(during), now() + '1 day')", id="moved"),
        pytest.param(
            "during = tstzrange(lower(during) - interval '1 hour', upper(during))",
            id="begun sooner",
        ),
        pytest.param("status = 'cancelled'", id="cancelled"),
        pytest.param("status = 'held'", id="on hold"),
        pytest.param("format = 'collateral'", id="in another format"),
        pytest.param("room_id = (SELECT id FROM practice_room)", id="elsewhere"),
        pytest.param("booked_at = booked_at - interval '1 minute'", id="booked sooner"),
        pytest.param("written_at = now() - interval '1 day'", id="written sooner"),
    ],
)
def test_a_session_that_took_place_stays_as_it_was(
    met: Session, blue_room: Room, change: str
) -> None:
    with refused_by("session_keeps_what_it_was"):
        run(f"UPDATE collateral_session SET {change}")


def test_a_session_that_took_place_is_checked_in_and_completed(met: Session) -> None:
    for status in ("checked_in", "scheduled", "completed"):
        assert run("UPDATE collateral_session SET status = %s", status) == 1


def test_one_that_is_to_come_is_moved_and_cancelled(
    jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], timezone.now() + DAY)
    later = (
        "tstzrange(lower(during) + interval '1 day', upper(during) + interval '1 day')"
    )
    assert run(f"UPDATE collateral_session SET during = {later}") == 1
    assert run("UPDATE collateral_session SET status = 'cancelled'") == 1


def test_when_a_session_was_written_is_the_databases_to_say(
    jordan: Client, ben: Contact
) -> None:
    sign(ben)
    long_ago = timezone.now() - 9 * DAY
    session = book(jordan, [ben], timezone.now() + DAY, written_at=long_ago)
    session.refresh_from_db()
    assert timezone.now() - session.written_at < timedelta(minutes=1)
    with refused_by("session_keeps_what_it_was"):
        Session.objects.update(written_at=long_ago)


@pytest.mark.parametrize("status", ["scheduled", "completed", "cancelled"])
def test_nobody_else_is_put_in_the_seat(
    met: Session, maria: Contact, status: str
) -> None:
    if status == "cancelled":
        met = book(met.client, [met.participants.get().contact], timezone.now() + DAY)
    run("UPDATE collateral_session SET status = %s WHERE id = %s", status, met.pk)
    with refused_by("participant_keeps_the_seat"):
        run(
            "UPDATE collateral_participant SET contact_id = %s WHERE session_id = %s",
            maria.pk,
            met.pk,
        )


def test_nobody_else_tells_in_it_afterwards(met: Session, ada: User) -> None:
    with refused_by("participant_keeps_the_seat"):
        run("UPDATE collateral_participant SET discloser = %s", ada.pk)


def test_someone_else_is_put_in_the_seat_of_one_to_come(
    jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria)
    book(jordan, [ben], timezone.now() + DAY)
    assert run("UPDATE collateral_participant SET contact_id = %s", maria.pk) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("status", ["scheduled", "completed"])
def test_nobody_is_given_a_seat_afterwards(
    met: Session, maria: Contact, status: str
) -> None:
    """Each statement in a transaction of its own, as time goes by."""
    Session.objects.update(status=status)
    met.refresh_from_db()
    with refused_by("participant_keeps_the_seat"):
        seat(met, maria)
    assert Participant.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_is_given_a_seat_by_writing_the_session_again(
    met: Session, maria: Contact
) -> None:
    with refused_by("participant_keeps_the_seat"):
        Session.objects.update(status=Status.CHECKED_IN)
        met.refresh_from_db()
        seat(met, maria)


@pytest.mark.django_db(transaction=True)
def test_someone_is_given_a_seat_in_one_to_come(
    jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    sign(maria)
    session = book(jordan, [ben], timezone.now() + DAY)
    seat(session, maria)
    assert Participant.objects.count() == 2


@pytest.mark.parametrize("status", ["scheduled", "checked_in", "completed"])
def test_what_was_on_hold_as_its_time_passed_never_took_place(
    jordan: Client, ben: Contact, status: str
) -> None:
    now = timezone.now()
    sign(ben)
    past = {"booked_at": now - 3 * HOUR, "status": Status.HELD}
    book(jordan, [ben], now - 2 * HOUR, **past)
    change = "UPDATE collateral_session SET status = %s"
    with refused_by("session_keeps_what_it_was"):
        run(change, status)
    assert run(change, "cancelled") == 1


def test_one_on_hold_stands_again_until_it_ends(jordan: Client, ben: Contact) -> None:
    now = timezone.now()
    sign(ben)
    going_on = {"ends": now + HOUR, "booked_at": now - 3 * HOUR, "status": Status.HELD}
    book(jordan, [ben], now - HOUR, **going_on)
    assert run("UPDATE collateral_session SET status = 'scheduled'") == 1
