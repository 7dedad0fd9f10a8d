"""What the law of the client's state asks, said beside the field."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.law.rules import months_after
from clients.models import Contact
from practice.models import User
from releases.drafts.form import DraftForm
from releases.signing.form import SignatureForm
from tests.signed import draft_for

ASKS = "The law that applies to this client asks for a witness."


def refused(ben: Contact, ada: User, days: int) -> list[str]:
    """What the form says beside its last day, so many days from today."""
    ends = timezone.localdate() + timedelta(days=days)
    form = DraftForm(ben, ada, {"expires_on": ends.isoformat()})
    return list(form.errors.get("expires_on", []))


def test_a_release_in_dc_counts_365_days_and_not_366(ada: User, ben: Contact) -> None:
    ben.client.state = "DC"
    assert refused(ben, ada, 365) == []
    (said,) = refused(ben, ada, 366)
    assert said.startswith("The law that applies to this client lets a release signed")


@pytest.mark.parametrize("state", ["CA", "MD"])
def test_a_release_in_california_and_maryland_counts_a_year(
    state: str, ada: User, ben: Contact
) -> None:
    today = timezone.localdate()
    year = (months_after(today, 12) - today).days
    ben.client.state = state
    assert refused(ben, ada, year) == []
    assert len(refused(ben, ada, year + 1)) == 1
    ben.client.state = "NY"
    assert refused(ben, ada, year + 1) == []


def test_illinois_asks_for_a_witness_and_new_york_does_not(
    ada: User, ben: Contact
) -> None:
    draft, sent = draft_for(ben, ada), {"signer": "Jordan Reyes"}
    assert "witness" not in SignatureForm(draft, sent).errors
    for state in ("IL", "PA"):
        draft.client.state = state
        assert SignatureForm(draft, sent).errors["witness"] == [ASKS]
        witnessed = SignatureForm(draft, {**sent, "witness": "Finn Doyle"})
        assert "witness" not in witnessed.errors


def test_a_client_on_the_screen_in_illinois_needs_a_witness_too(
    ada: User, ben: Contact
) -> None:
    draft = draft_for(ben, ada)
    draft.client.video_state = "IL"
    form = SignatureForm(draft, {"signer": "Jordan Reyes"})
    assert form.errors["witness"] == [ASKS]
