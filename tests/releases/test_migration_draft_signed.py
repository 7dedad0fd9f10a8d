"""What was signed before a draft knew it, waits for nobody since."""

from __future__ import annotations

import pytest

from clients.models import Contact
from practice.models import User
from releases.models import ReleaseDraft
from tests.migrating import migrate
from tests.signed import draft_for, sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_what_was_prepared_waits_or_is_signed_as_before(
    ben: Contact, maria: Contact, ada: User
) -> None:
    waits, release = draft_for(ben, ada), sign(maria)
    migrate(("releases", "0049_lost_as_it_was"))
    migrate()
    assert ReleaseDraft.objects.awaiting_signature().get() == waits
    signed = ReleaseDraft.objects.get(release=release)
    assert signed.signed_at == release.signed_at
