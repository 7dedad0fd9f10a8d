"""What waited for a signature before anyone could refuse it, waits on."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from clients.models import Contact
from practice.database.comparison import weaknesses
from practice.models import User
from releases.models import Refusal, ReleaseDraft
from releases.refusing.act import refuse
from tests.migrating import migrate
from tests.signed import draft_for

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = [("releases", "0018_several_signers"), ("clients", "0013_who_may_sign")]


def test_what_waited_can_be_refused(ben: Contact, ada: User) -> None:
    draft = draft_for(ben, ada)
    migrate(*BEFORE)
    migrate()
    assert ReleaseDraft.objects.awaiting_signature().get() == draft
    refuse(
        Refusal(
            draft=draft,
            signer="Luis Ortega",
            capacity="parent",
            said_on=timezone.localdate(),
            recorded_by=ada,
        )
    )
    assert ReleaseDraft.objects.awaiting_signature().get().refused_by == "Luis Ortega"
    assert weaknesses(connection) == []
