"""Whatever many do at once to who may sign, nothing stands that the gate would refuse."""

from __future__ import annotations

import os

import pytest

from clients.models import Client
from collateral import gate
from collateral.care.act import ahead
from collateral.sessions.proposing import proposal_of, seats_of
from tests.collateral.rule import crowd_families
from tests.collateral.rule.crowd import Told, Ways, let_loose
from tests.collateral.rule.crowd_families import BY_THE_GATE, families
from tests.collateral.rule.faults import broken_chains

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unprinted"),
    pytest.mark.long,
]


def faults(told: Told) -> list[str]:
    clients = list(Client.objects.all())
    return [
        *([f"{told.uncovered} seats uncovered"] if told.uncovered else []),
        *(
            f"{act}: {said}"
            for act, said in told.outcomes
            if not said.partition(" at ")[0].islower()
        ),
        *told.seen,
        *broken_chains([client.pk for client in clients]),
    ]


def refused() -> list[str]:
    """What stands, and the gate would not let pass."""
    found = []
    for client in Client.objects.all():
        for session in ahead(client).select_related("client", "clinician", "room"):
            people = [seat.contact for seat in seats_of(session)]
            gaps = gate.ask(proposal_of(session, people)).gaps
            found += [f"{session} stands: {gap.sentence}" for gap in gaps]
    return found


# At which the application runs.
WAYS = Ways(BY_THE_GATE, ["read committed"], refused)


def test_nothing_stands_that_the_gate_would_refuse() -> None:
    told = let_loose(families(), 600, ways=WAYS)
    assert faults(told) == []
    for act in BY_THE_GATE:
        assert told.outcomes[act.__name__, "done"] > 0, act
    assert told.outcomes["asks_and_books", "not covered"] > 0


@pytest.mark.stress
def test_nor_does_it_among_many_more() -> None:
    operations = int(os.environ.get("STRESS_OPERATIONS", "20000"))
    told = let_loose(families(), operations, seed=operations, ways=WAYS)
    assert faults(told) == []


def test_a_change_that_holds_nothing_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd_families, "hold_what_is_refused", lambda *_: [])
    practice = families()
    seen = (let_loose(practice, 240, seed, WAYS).seen for seed in range(1, 40))
    assert any(seen)
