"""A practice with releases as the acts leave them, to meddle with."""

from __future__ import annotations

import pytest

from clients.models import Contact
from practice.models import User
from releases.models import Release
from tests.releases.proof.falsify import signed_on_screen
from tests.revoked import revoke


@pytest.fixture
def bens(unprinted: None, ben: Contact, ada: User) -> Release:
    """Ben's release, in force."""
    return signed_on_screen(ben, ada)


@pytest.fixture
def marias(unprinted: None, maria: Contact, ada: User) -> Release:
    """Maria's release, revoked."""
    release = signed_on_screen(maria, ada)
    revoke(release, "She asked for it.", ada)
    return Release.objects.get(pk=release.pk)
