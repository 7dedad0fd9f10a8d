"""A practice whose root was sealed: Ben's release in force, and Maria's revoked."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from clients.models import Client, Contact
from practice.models import User
from releases.models import Release, SealedRoot
from releases.root.sealing import seal_root
from tests.releases.proof.falsify import signed_on_screen
from tests.revoked import revoke


class Sealed(NamedTuple):
    """What was there as the root was sealed."""

    root: SealedRoot
    jordan: Client
    bens: Release
    marias: Release
    events: int


@pytest.fixture
def sealed(
    unprinted: None, jordan: Client, ben: Contact, maria: Contact, ada: User
) -> Sealed:
    bens, marias = signed_on_screen(ben, ada), signed_on_screen(maria, ada)
    revoke(marias, "She asked for it.", ada)
    root = seal_root()
    return Sealed(root, jordan, bens, marias, jordan.events.count())
