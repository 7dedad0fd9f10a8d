"""What was signed before releases had a kind is of the general one."""

from __future__ import annotations

import pytest
from django.db import connection

from clients.models import Contact
from practice.database.comparison import weaknesses
from releases.models import Kind, ReleaseDraft
from releases.proof.verification import verify_releases
from tests.migrating import migrate
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = [("releases", "0018_several_signers")]


def test_what_was_signed_stays_as_it_was(ben: Contact) -> None:
    release = sign(ben)
    migrate(*BEFORE)
    migrate()
    release.refresh_from_db()
    assert (release.kind, ReleaseDraft.objects.get().kind) == ("general", Kind.GENERAL)
    assert verify_releases().misfits == ()
    assert weaknesses(connection) == []
