"""What is refused is not saved, and may be sent again once it is covered."""

from __future__ import annotations

import pytest

from clients.models import Client, ConsentEvent, Contact
from collateral.gate import Proposal
from collateral.models import Participant, Session, SharedSessionPlan
from practice.models import User
from practice.spans import span
from tests.collateral import acts as booking
from tests.collateral.ending.leaning import LATER, SOON
from tests.refusals import refused_by
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


def test_of_three_two_are_covered_and_nothing_is_saved(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    proposal = Proposal(jordan, (ben, maria), ada, span(SOON, LATER), None, "joint")
    with refused_by("participant_release_in_force"):
        booking.book(proposal, SharedSessionPlan(purpose="support"), ada)
    assert not Session.objects.exists()
    assert not Participant.objects.exists()
    assert not SharedSessionPlan.objects.exists()
    assert not ConsentEvent.objects.exists()
