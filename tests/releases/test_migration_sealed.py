"""Papers that were stored before the practice sealed its papers stay as they were."""

from __future__ import annotations

import pytest
from django.db import connection

from clients.models import Contact
from practice.database.comparison import weaknesses
from releases.models import Paper
from releases.proof.seals import verify_seals
from tests.cast import blank_paper
from tests.migrating import migrate
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = [("releases", "0033_signers_copy")]


def test_what_was_stored_is_not_sealed_and_its_bytes_stay(ben: Contact) -> None:
    kept = blank_paper(sign(ben).document)
    migrate(*BEFORE)
    migrate()
    stored = Paper.objects.get()
    assert (bytes(stored.pdf), stored.sha256) == (bytes(kept.pdf), kept.sha256)
    assert stored.sealed_by == ""
    found = verify_seals()
    assert (found.unsealed, found.misfits) == (1, ())
    assert weaknesses(connection) == []
