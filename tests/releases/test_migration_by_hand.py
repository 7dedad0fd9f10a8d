"""What was signed on paper when nobody else had to check it, stays as it was signed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from clients.models import Contact
from practice.database.comparison import weaknesses
from practice.spans import span
from releases.models import Mark, Signature
from tests.clock import DAY
from tests.migrating import migrate
from tests.refusals import refused_by, run
from tests.releases.history.chains import triggers_off
from tests.signed import covered, sign, signature_of

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = [("releases", "0030_signature_link"), ("clients", "0023_links_to_sign")]


def test_a_paper_of_before_is_a_signature_still_and_counts(
    ben: Contact, maria: Contact
) -> None:
    release = sign(ben)
    with triggers_off():
        run("UPDATE releases_signature SET mark = 'paper', typed_name = ''")
    migrate(*BEFORE)
    migrate()
    signature = Signature.objects.get(document__release=release)
    assert (signature.mark, signature.signed_on, signature.by_hand) == (
        Mark.PAPER,
        None,
        None,
    )
    now = timezone.now()
    assert covered(span(now, now + DAY)) == {ben.pk}
    assert weaknesses(connection) == []
    # From now on nobody signs so.
    unchecked = signature_of(maria.client, now)
    unchecked.mark, unchecked.typed_name = Mark.PAPER, ""
    unchecked.document = release.document
    with refused_by("signature_on_paper_was_checked"):
        unchecked.save()
