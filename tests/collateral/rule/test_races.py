"""Any two transactions, in every order, leave no session uncovered.

One stops before each of its statements in turn, and before its commit, while the other
goes as far as it gets; then both end. Whatever each was told, the practice is as it must
be, and nothing is half-written.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError

from collateral.models.keys import RELEASE_KEYS
from collateral.sessions.seats import SessionChanged
from practice.database.constraints import violated
from tests.collateral.rule import stage
from tests.collateral.rule.faults import wrong
from tests.collateral.rule.rivals import rivals
from tests.collateral.rule.stage import Act, meetings

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

ACTS: dict[str, Act] = {
    "book": stage.books,
    "move": stage.moves,
    "change client": stage.changes_the_client,
    "change person": stage.changes_the_person,
    "shorten": stage.shortens,
    "revoke": stage.revokes,
    "supersede": stage.supersedes,
    "re-open": stage.reopens,
}
# What the acts of the application may be told, and no deadlock among it.
TOLD = {
    *RELEASE_KEYS,
    "session_clinician_free",
    "session_client_free",
    "participant_contact_free",
    "contact_of_client",
    "participant_has_one_seat",
    "participant_keeps_the_seat",
}


def is_expected(outcome: Any) -> bool:
    """Whether an act was done, or refused for a reason that its caller knows of."""
    if isinstance(outcome, IntegrityError):
        return violated(outcome) in TOLD
    return isinstance(outcome, SessionChanged) or not isinstance(outcome, Exception)


@pytest.mark.parametrize("first", ACTS)
def test_any_two_acts_in_every_order(first: str, unprinted: None) -> None:
    with rivals() as (one, other):
        for second, act in ACTS.items():
            stops = 0
            for stops, at, outcomes in meetings(one, other, ACTS[first], act):
                assert all(map(is_expected, outcomes)), (second, stops, outcomes)
                assert wrong(at) == [], (second, stops, outcomes)
            assert stops > 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("add person", "revoke"),
        ("revoke", "add person"),
        ("add person", "add person"),
        ("add person", "re-open"),
        ("cancel", "revoke"),
        ("revoke", "cancel"),
        ("cancel", "move"),
        ("move", "cancel"),
        ("supersede", "cancel"),
        ("add person", "supersede"),
        ("add person", "move"),
        ("move", "add person"),
        ("take Ben out", "take Maria out"),
        ("take Ben out", "take Ben out"),
        ("take Ben out", "revoke"),
        ("revoke", "take Ben out"),
        ("take Maria out", "revoke"),
        ("revoke", "take Maria out"),
        ("take Maria out", "shorten"),
        ("revoke in part", "book"),
        ("book", "revoke in part"),
        ("revoke in part", "re-open"),
        ("revoke in part", "supersede"),
        ("supersede", "revoke in part"),
        ("revoke in part", "revoke"),
        ("revoke", "revoke in part"),
        ("revoke in part", "revoke in part"),
        ("re-open", "empty"),
        ("empty", "re-open"),
    ],
)
def test_more_that_may_meet(first: str, second: str, unprinted: None) -> None:
    acts = {
        **ACTS,
        "add person": stage.adds_a_person,
        "take Ben out": stage.takes_ben_out,
        "take Maria out": stage.takes_maria_out,
        "cancel": stage.cancels,
        "revoke in part": stage.revokes_joint_sessions,
        "empty": stage.empties_what_is_held,
    }
    with rivals() as (one, other):
        for stop, at, outcomes in meetings(one, other, acts[first], acts[second]):
            assert all(map(is_expected, outcomes)), (stop, outcomes)
            assert wrong(at) == [], (stop, outcomes)
