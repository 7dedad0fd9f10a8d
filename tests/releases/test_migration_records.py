"""What was signed before anyone was asked to agree to a screen stays as it was signed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from clients.models import Contact
from practice.database.comparison import weaknesses
from practice.models import User
from releases.models import Release, Signature, SigningSession
from releases.proof.verification import verify_releases
from releases.status import Tone, status_of
from tests.migrating import migrate
from tests.signed import draft_for, sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = [("releases", "0031_signed_by_hand"), ("clients", "0024_paper_checked")]
BEFORE_ROOMS = [("releases", "0027_lacks_form"), ("clients", "0021_notice_given")]


def test_what_was_signed_stays_without_a_consent(ben: Contact) -> None:
    release, content = sign(ben), Signature.objects.get().document.content
    migrate(*BEFORE)
    migrate()
    made = Signature.objects.get()
    assert (made.consent, made.witness_2, made.interpreter) == (None, "", "")
    assert made.document.content == content
    assert status_of(Release.objects.get(), timezone.now()).tone is not Tone.STOPPED
    assert verify_releases().misfits == ()
    assert weaknesses(connection) == []
    assert release.pk == Release.objects.get().pk


def test_what_waited_before_there_were_rooms_waits_on(ben: Contact, ada: User) -> None:
    draft = draft_for(ben, ada)
    migrate(*BEFORE_ROOMS)
    migrate()
    draft.refresh_from_db()
    assert draft.withdrawn_at is None
    assert not SigningSession.objects.exists()
    assert weaknesses(connection) == []
