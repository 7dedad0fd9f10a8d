"""A draft that Jordan refuses, and a release of theirs that was revoked."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Refusal, Revocation
from releases.refusing.act import refuse
from tests.revoked import revoke
from tests.signed import draft_for, sign


@pytest.fixture
def refusal(ben: Contact, ada: User) -> Refusal:
    """Jordan will not have Ben told."""
    said = Refusal(
        draft=draft_for(ben, ada),
        signer="Jordan Reyes",
        capacity="client",
        said_on=timezone.localdate(),
        reason="Wants to think about it first",
        recorded_by=ada,
    )
    refuse(said)
    return said


@pytest.fixture
def revocation(ben: Contact, ada: User, unprinted: None) -> Revocation:
    """Jordan said to stop Ben's release."""
    revoke(sign(ben), "asked", ada)
    return Revocation.objects.get(contact=ben)
