"""What is refused is not saved, and may be sent again once it is covered."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.gate import Proposal
from collateral.models import Participant, Session, SharedSessionPlan
from practice.models import User
from practice.spans import span
from tests.booked import typed
from tests.clock import afternoon
from tests.collateral import acts as booking
from tests.collateral.ending.leaning import LATER, SOON
from tests.collateral.rule.scheduling import all_rows
from tests.refusals import refused_by
from tests.revoked import revoke
from tests.said import errors_in
from tests.signed import by_acts, sign

pytestmark = pytest.mark.usefixtures("unprinted")


def test_of_three_two_are_covered_and_nothing_is_saved(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    sign(ben)
    proposal = Proposal(
        jordan, (ben, maria), ada, span(SOON, LATER), None, "joint", "video"
    )
    with refused_by("participant_release_in_force"):
        booking.book(proposal, SharedSessionPlan(purpose="support"), ada)
    assert not Session.objects.exists()
    assert not Participant.objects.exists()
    assert not SharedSessionPlan.objects.exists()
    assert not by_acts().exists()


def test_a_form_opened_before_a_revocation_and_sent_after_is_refused(
    adas: Browser, url: str, ada: User, ben: Contact
) -> None:
    release = sign(ben)
    page = adas.get(url).content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    assert key
    revoke(release, "asked on the phone", ada)
    sent = typed([ben], afternoon(), form_key=key[1], topics="sleep")
    before = all_rows()
    response = adas.post(url, sent)
    assert response.status_code == 409
    assert "The release was revoked on" in errors_in(response)
    assert all_rows() == before
    assert "sleep" in adas.get(url).content.decode()
    sign(ben, timezone.now())
    assert adas.post(url, sent).status_code == 302
