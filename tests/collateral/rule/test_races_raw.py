"""Raw SQL from two sides, at every isolation level: the database alone holds the rule.

Each takes its snapshot first and then writes, with no lock taken in advance and no act
of the application in between.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction

from collateral.models import STANDING, Participant, Session
from collateral.models.keys import RELEASE_KEYS
from practice.database.constraints import violated
from tests.collateral.rule.rivals import (
    READ_COMMITTED,
    REPEATABLE_READ,
    SERIALIZABLE,
    rivals,
)
from tests.collateral.rule.stage import Stage, meetings, on
from tests.refusals import run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

SEAT = (
    "INSERT INTO collateral_participant "
    "(session_id, contact_id, discloser, client_id, clinician_id, format, place, during, "
    "status, booked_at) "
    "SELECT id, %s, 0, client_id, clinician_id, format, place, during, status, booked_at "
    "FROM collateral_session WHERE id = %s"
)


def book(at: Stage) -> None:
    run(
        "INSERT INTO collateral_session "
        "(id, client_id, clinician_id, format, place, during, booked_at, status) "
        "SELECT id + 100000, client_id, clinician_id, 'joint', 'video', "
        "tstzrange(%s, %s), booked_at, 'scheduled' "
        "FROM collateral_session WHERE id = %s",
        on(60),
        on(61),
        at.booked.pk,
    )
    run(SEAT, at.ben.pk, at.booked.pk + 100000)


def move(at: Stage) -> None:
    run(
        "UPDATE collateral_session SET during = tstzrange(%s, %s) WHERE id = %s",
        on(80),
        on(81),
        at.booked.pk,
    )


def seat_another(at: Stage) -> None:
    run(SEAT, at.maria.pk, at.held.pk)


def change_person(at: Stage) -> None:
    run(
        "UPDATE collateral_participant SET contact_id = %s WHERE session_id = %s",
        at.maria.pk,
        at.booked.pk,
    )


def schedule(at: Stage) -> None:
    run("UPDATE collateral_session SET status = 'scheduled' WHERE id = %s", at.held.pk)


def empty(at: Stage) -> None:
    run("DELETE FROM collateral_participant WHERE session_id = %s", at.held.pk)


def hold(at: Stage) -> None:
    run("UPDATE collateral_session SET status = 'held' WHERE id = %s", at.booked.pk)


def shorten(at: Stage) -> None:
    run(
        "UPDATE releases_release SET superseded_at = %s WHERE id = %s",
        on(30),
        at.release.pk,
    )


def revoke(at: Stage) -> None:
    run(
        "WITH revocation AS (INSERT INTO releases_revocation (client_id, contact_id, "
        "revoker, capacity, manner, received_at, time_zone, witness, reason, "
        "recorded_by_id, recorded_at) SELECT client_id, contact_id, 'Jordan Reyes', "
        "'client', 'spoken', now, 'America/New_York', '', '', %s, now "
        "FROM releases_release, clock_timestamp() AS now WHERE id = %s RETURNING *) "
        "UPDATE releases_release SET revocation_id = revocation.id, "
        "revoked_at = recorded_at, revoked_by_id = recorded_by_id "
        "FROM revocation WHERE releases_release.id = %s",
        at.ada.pk,
        at.release.pk,
        at.release.pk,
    )


def hold_and_revoke(at: Stage) -> None:
    hold(at)
    revoke(at)


ACTS = [
    book,
    move,
    seat_another,
    change_person,
    schedule,
    empty,
    shorten,
    revoke,
    hold_and_revoke,
]
TOLD = {
    *RELEASE_KEYS,
    "participant_mirrors_session",
    "participant_keeps_the_seat",
    "participant_has_one_seat",
    "session_has_participants",
    "session_clinician_free",
    "session_client_free",
    "collateral_session_pkey",
    "release_is_final",
}


def in_a_snapshot(act: Callable[[Stage], None], at: Stage) -> None:
    with transaction.atomic():
        run("SELECT count(*) FROM collateral_participant")
        act(at)


def is_expected(outcome: Any) -> bool:
    """Done, refused by name, or told to start anew."""
    if isinstance(outcome, IntegrityError):
        return violated(outcome) in TOLD
    return outcome is None or isinstance(outcome, OperationalError)


@pytest.mark.parametrize("level", [READ_COMMITTED, REPEATABLE_READ, SERIALIZABLE])
@pytest.mark.parametrize("first", ACTS)
def test_any_two_statements_at_every_level(
    level: str, first: Callable[[Stage], None]
) -> None:
    with rivals(level) as (one, other):
        for second in ACTS:
            acts = partial(in_a_snapshot, first), partial(in_a_snapshot, second)
            for stop, at, outcomes in meetings(one, other, *acts):
                said = (second, stop, outcomes)
                assert all(map(is_expected, outcomes)), said
                sessions = Session.objects.filter(clinician=at.ada, status__in=STANDING)
                seats = Participant.objects.filter(session__clinician=at.ada)
                assert not seats.uncovered().exists(), said
                assert not sessions.filter(participants=None).exists(), said
