"""Who may sign changes between the gate's question and the act: the act asks again."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral import ending, gate
from collateral.booking.book import book
from collateral.ending.asked_again import hold_what_is_refused
from collateral.models import Session, SharedSessionPlan, Status
from collateral.sessions.move import move
from collateral.sessions.proposing import proposal_of
from collateral.sessions.reopen import reopen
from practice.models import User
from practice.spans import span
from releases.models import Mark, Purpose, Signature
from tests.booked import book as booked
from tests.booked import typed
from tests.cast import authority_of, client_of, contact_of
from tests.clock import FIFTY, afternoon
from tests.signed import draft_for

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def ines(ada: User) -> Contact:
    """Teo's aunt, whose release Rosa signed before anyone's papers were on file."""
    born = date(timezone.localdate().year - 12, 1, 1)
    ines = contact_of(client_of(ada, "Teo Vance", born=born), "Ines Vance", "aunt")
    rosas = Signature(
        signer="Rosa Vance",
        capacity="parent",
        authority="mother",
        mark=Mark.TYPED,
        typed_name="Rosa Vance",
    )
    ending.sign(draft_for(ines, ada), rosas, ada)
    return ines


def another_parents_papers(client: Client, by: User, verifier: User) -> None:
    """Count from now on, and hold what is ahead."""
    authority_of(client, by, "Luis Ortega", acts="sole", verified_by=verifier)
    hold_what_is_refused(client, by)


def wanted(ines: Contact) -> gate.Proposal:
    return gate.Proposal(
        client=ines.client,
        contacts=(ines,),
        clinician=ines.client.clinician,
        during=span(afternoon(7), afternoon(7) + FIFTY),
        room=None,
        format="joint",
        place="video",
    )


def test_what_was_cleared_before_is_not_booked(
    ines: Contact, ada: User, finn: User
) -> None:
    cleared = gate.clear(wanted(ines))
    another_parents_papers(ines.client, ada, finn)
    with pytest.raises(gate.NotCovered) as refused:
        book(cleared, SharedSessionPlan(purpose=Purpose.SUPPORT), ada)
    assert refused.value.verdict.gaps[0].codes == ("NO_AUTHORITY",)
    assert not Session.objects.exists()


def test_what_was_cleared_and_stays_so_is_booked(ines: Contact, ada: User) -> None:
    cleared = gate.clear(wanted(ines))
    book(cleared, SharedSessionPlan(purpose=Purpose.SUPPORT), ada)
    assert Session.objects.get().status == Status.SCHEDULED


@pytest.mark.parametrize("act", [move, reopen])
def test_nor_is_it_moved_or_booked_again(
    act: object, ines: Contact, ada: User, finn: User
) -> None:
    session = booked(ines.client, [ines], afternoon(7), status=Status.HELD)
    session.status = Status.SCHEDULED  # as it would be
    cleared = gate.clear(proposal_of(session, [ines]))
    another_parents_papers(ines.client, ada, finn)
    with pytest.raises(gate.NotCovered):
        act(cleared, ada)
    session.refresh_from_db()
    assert session.status == Status.HELD


def test_the_page_says_so_as_it_says_any_refusal(
    ines: Contact,
    ada: User,
    finn: User,
    adas: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = gate.clear

    def clear_just_before(proposal: gate.Proposal) -> gate.Cleared:
        cleared = usual(proposal)
        another_parents_papers(ines.client, ada, finn)
        return cleared

    monkeypatch.setattr(gate, "clear", clear_just_before)
    path = f"/clients/{ines.client_id}/sessions/new/"
    answer = adas.post(path, typed([ines], afternoon(7)))
    assert answer.status_code == 409
    assert "Nothing on file lets Rosa Vance sign" in answer.content.decode()
    assert not Session.objects.exists()
