"""What was prepared and signed before anyone asked for an institution stays as it is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from clients.models import Contact
from practice.database.comparison import weaknesses
from releases.models import ReleaseDraft
from releases.printing import paper
from releases.proof.verification import verify_releases
from tests.migrating import migrate
from tests.releases.printing.papers import text_of
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_what_was_prepared_names_none_and_what_was_signed_keeps_its_words(
    ben: Contact,
) -> None:
    release = sign(ben)
    before = release.document.content
    migrate(("releases", "0018_several_signers"))
    migrate()
    draft = ReleaseDraft.objects.get()
    assert draft.affiliation == ""
    release.document.refresh_from_db()
    assert release.document.content == before
    assert verify_releases().misfits == ()
    assert weaknesses(connection) == []
    assert "Jordan Reyes" in text_of(paper.current_paper(release, timezone.now()))
