"""Releases that are printed to be signed, and pages of theirs that come back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clients.models import Contact
from practice.models import User
from practice.paper.scanning.reader import Reader
from releases.models import Printout, ReleaseDraft, ScannedPage
from releases.printing.coded import to_sign
from releases.scans.form import Sent
from releases.scans.reading import read_batch, receive
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


Scanned = Callable[..., list[ScannedPage]]


@pytest.fixture
def scanned() -> Scanned:
    """Sends in files of somebody's; each page of them, once they are read."""

    def scanned(user: User, *files: bytes) -> list[ScannedPage]:
        with Reader() as reader:
            sent = [Sent(each, reader.look(each)) for each in files]
        batch = receive(sent, user)
        read_batch(batch.pk)
        return list(batch.pages.all())

    return scanned
