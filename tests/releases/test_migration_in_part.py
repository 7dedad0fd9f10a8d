"""Every revocation till now was of the whole, and stays so."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from clients.models import Contact
from practice.database.comparison import weaknesses
from practice.models import User
from releases.models import Release, Revocation
from releases.proof.verification import verify_releases
from tests.migrating import migrate
from tests.releases.proof.falsify import signed_on_screen
from tests.revoked import revoke

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = [("releases", "0014_voiding")]


def test_what_was_revoked_was_revoked_whole(
    unprinted: None, ben: Contact, maria: Contact, ada: User
) -> None:
    revoked, stands = signed_on_screen(ben, ada), signed_on_screen(maria, ada)
    revoke(revoked, "asked", ada)
    migrate(*BEFORE)
    migrate()
    assert Revocation.objects.get().part == []
    assert Release.objects.get(pk=revoked.pk).revoked_at <= timezone.now()
    assert set(stands.grants.values_list("revocation", "ended_at")) == {(None, None)}
    assert weaknesses(connection) == []
    assert verify_releases().misfits == ()
