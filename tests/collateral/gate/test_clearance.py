"""What lets somebody schedule is given by the gate, and by nothing else."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from clients.models import Client, Contact
from collateral import gate
from collateral.gate import Cleared, NotCovered, Proposal
from practice.models import User
from practice.spans import span
from tests.clock import FIFTY, afternoon
from tests.signed import sign


@pytest.fixture
def asked(jordan: Client, ben: Contact, maria: Contact, ada: User) -> Proposal:
    """Jordan's session with Ben, who is covered, and Maria, who is not."""
    sign(ben)
    during = span(afternoon(), afternoon() + FIFTY)
    return Proposal(jordan, (ben, maria), ada, during, None, "joint", "video")


def test_whoever_is_not_covered_is_named_and_nothing_is_cleared(
    asked: Proposal, maria: Contact
) -> None:
    with pytest.raises(NotCovered) as refusal:
        gate.clear(asked)
    assert refusal.value.proposal is asked
    assert [gap.contact for gap in refusal.value.verdict.gaps] == [maria]
    assert "Maria" not in str(refusal.value)


def test_what_is_cleared_is_what_was_asked(asked: Proposal, maria: Contact) -> None:
    sign(maria)
    assert gate.clear(asked).proposal is asked


def test_what_needs_no_cover_is_cleared_without_it(asked: Proposal) -> None:
    on_hold = replace(asked, needs_cover=False)
    assert gate.clear(on_hold).proposal is on_hold


def test_nobody_else_makes_one(asked: Proposal, ben: Contact) -> None:
    with pytest.raises(TypeError):
        Cleared(asked, {})
    with pytest.raises(TypeError):
        Cleared(asked, {}, object())
    cleared = gate.clear(replace(asked, contacts=(ben,)))
    # From Python 3.13 on it is the latter.
    with pytest.raises((ValueError, TypeError), match="seal"):
        replace(cleared, proposal=asked)
    with pytest.raises(FrozenInstanceError):
        cleared.proposal = asked
