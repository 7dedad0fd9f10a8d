"""Releases that are printed to be signed, and pages of theirs that come back."""

from __future__ import annotations

import pytest

from clients.models import Contact
from practice.models import User
from releases.models import Printout, ReleaseDraft
from releases.printing.coded import to_sign
from tests.signed import draft_for


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    """Prepared for Ben, and not signed."""
    return draft_for(ben, ada)


@pytest.fixture
def paper(draft: ReleaseDraft, ada: User) -> bytes:
    """Ben's release, printed."""
    return to_sign(draft, ada)


@pytest.fixture
def printout(paper: bytes, draft: ReleaseDraft) -> Printout:
    return Printout.objects.get(draft=draft)


@pytest.fixture
def marias(maria: Contact, ada: User) -> bytes:
    """Maria's, printed."""
    return to_sign(draft_for(maria, ada), ada)
