"""What a session was stays, and it stands for someone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Participant, Session, SharedSessionPlan, Status
from practice.spans import span
from releases.models import FormKind
from tests.booked import book, seat
from tests.clock import DAY, FIFTY, HOUR, MINUTE
from tests.collateral.models.unsaved import NEXT, THREE
from tests.formed import form_signed
from tests.refusals import refused_by, run, settle
from tests.signed import sign


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


def test_a_table_of_ones_own_seats_nobody(jordan: Client) -> None:
    """Anybody may make a temporary table, which is found before the real one."""
    empty = book(jordan, [], THREE, status=Status.HELD)
    run(
        "CREATE TEMPORARY TABLE collateral_participant ON COMMIT DROP AS "
        "SELECT %s::bigint AS session_id",
        empty.pk,
    )
    with refused_by("session_has_participants"):
        run("UPDATE collateral_session SET status = 'scheduled'")


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
    form_signed(ben.client, FormKind.ACKNOWLEDGEMENT, ben)
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
    only.update(status=Status.COMPLETED)


def test_what_is_still_going_on_is_put_on_hold(jordan: Client, ben: Contact) -> None:
    now = timezone.now()
    sign(ben)
    book(jordan, [ben], now - HOUR, ends=now + HOUR, booked_at=now - 3 * HOUR)
    Session.objects.update(status=Status.HELD)


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
        run("TRUNCATE collateral_participant CASCADE")


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
