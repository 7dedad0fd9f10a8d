"""Thousands of operations at once leave no session uncovered, at any moment."""

from __future__ import annotations

import os

import pytest
from django.db import connection

from clients.models import Client
from collateral.models import (
    STANDING,
    Arrival,
    LeftOutDate,
    Participant,
    Session,
    SessionSeries,
    Status,
)
from practice.models import Busy
from releases.models import Release
from tests.collateral.rule.crowd import ACTS, Told, let_loose, weakened
from tests.collateral.rule.crowd_acts import OF_THE_APPLICATION, views
from tests.collateral.rule.crowd_calendars import OF_CALENDARS, mixed_readings
from tests.collateral.rule.crowd_days import OF_THE_DAYS
from tests.collateral.rule.faults import broken_chains
from tests.collateral.rule.someone import Practice

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unprinted"),
    pytest.mark.long,
]


STARTS_ANEW = {
    act.__name__ for act in [*OF_THE_APPLICATION, *OF_THE_DAYS, *OF_CALENDARS]
} - {views.__name__}
THE_RULE = """
ALTER TABLE collateral_participant ADD CONSTRAINT participant_release_in_force
    FOREIGN KEY (client_id, contact_id, format, discloser, PERIOD relies_on)
    REFERENCES releases_grant (client_id, contact_id, what, discloser, PERIOD in_force)
    DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE collateral_participant ADD CONSTRAINT participant_place_release_in_force
    FOREIGN KEY (client_id, contact_id, place, discloser, PERIOD relies_on)
    REFERENCES releases_grant (client_id, contact_id, what, discloser, PERIOD in_force)
    DEFERRABLE INITIALLY IMMEDIATE;
"""
NO_RULE = """
ALTER TABLE collateral_participant DROP CONSTRAINT participant_release_in_force;
ALTER TABLE collateral_participant DROP CONSTRAINT participant_place_release_in_force;
"""
RELIES_ON = """
ALTER TABLE collateral_participant DROP COLUMN relies_on CASCADE;
ALTER TABLE collateral_participant ADD COLUMN relies_on tstzrange GENERATED ALWAYS AS
    (CASE WHEN status IN ({}) THEN tstzrange(booked_at, upper(during)) END) STORED;
"""
STANDS = "'scheduled', 'checked_in', 'completed'"
A_DOOR = RELIES_ON.format("'checked_in', 'completed'") + THE_RULE
NO_DOOR = RELIES_ON.format(STANDS) + THE_RULE


def faults(told: Told) -> list[str]:
    """What nobody may be told, and what must not be found afterwards."""
    for_nobody = Session.objects.filter(status__in=STANDING, participants=None)
    theirs = Release.objects.exclude(most_sessions=None).exclude(in_force=None)
    seats = Participant.objects
    return [
        *(f"{each} is exceeded" for each in theirs if seats.over_the_number(each)),
        *([f"{told.uncovered} seats uncovered"] if told.uncovered else []),
        *(f"{act}: {said}" for act, said in told.outcomes if is_fault(act, said)),
        *(f"{session} stands for nobody" for session in for_nobody),
        *mixed_readings(),
        *broken_chains(list(Client.objects.values_list("pk", flat=True))),
    ]


def is_fault(act: str, said: str) -> bool:
    """Whether ``act`` must not be told this.

    What starts anew by itself tells nobody of a clash at the level at which the
    application runs; at others, where most attempts clash, the last may do so too.
    Anything else is a refusal with a name.
    """
    what, _, level = said.partition(" at ")
    usual = level == "read committed"
    if what in {"DeadlockDetected", "SerializationFailure"}:
        return usual and act in STARTS_ANEW
    if what == "event_chain_cannot_fork":
        return usual
    return not what.islower()


def test_ten_thousand_operations_leave_nobody_uncovered() -> None:
    told = let_loose(Practice.opened(), 10_000)
    assert faults(told) == []
    assert told.samples > 20
    for act in ACTS:
        assert told.outcomes[act.__name__, "done"] > 0
    # Acts that found nothing to do are done, too. Only what nobody takes back is looked
    # for: of arrivals that were not undone there may be none by the end.
    assert Arrival.objects.exclude(undone_at=None).exists()
    assert LeftOutDate.objects.exclude(session=None).exists()
    assert Busy.objects.exclude(calendar=None).exists()
    assert SessionSeries.objects.filter(sessions__status=Status.CANCELLED).exists()
    refused = [said for _, said in told.outcomes if said.startswith("participant_rel")]
    assert refused


@pytest.mark.stress
def test_many_more_leave_nobody_uncovered() -> None:
    operations = int(os.environ.get("STRESS_OPERATIONS", "100000"))
    told = let_loose(Practice.opened(), operations, seed=operations)
    assert faults(told) == []


@pytest.mark.parametrize(
    ("without", "restored"),
    [
        pytest.param(NO_RULE, THE_RULE, id="the foreign keys dropped"),
        pytest.param(A_DOOR, NO_DOOR, id="what stands may lean on nothing"),
    ],
)
def test_a_planted_weakening_is_seen(without: str, restored: str) -> None:
    before = definitions()
    with weakened(without, restored):
        told = let_loose(Practice.opened(), 400)
        assert any("seats uncovered" in fault for fault in faults(told))
    assert definitions() == before


def definitions() -> list[str]:
    """The rule as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = 'collateral_participant'::regclass
            UNION ALL SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef
            WHERE adrelid = 'collateral_participant'::regclass
            UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger
            WHERE tgrelid = 'collateral_participant'::regclass AND NOT tgisinternal
            ORDER BY 1
        """)
        return [definition for (definition,) in cursor.fetchall()]
