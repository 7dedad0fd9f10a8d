"""The paper of a release of which a part was revoked says which, and what remains."""

from __future__ import annotations

from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.printing import paper
from tests.clock import HOUR
from tests.releases.printing.papers import footer_of, stamp_of, text_of
from tests.revoked import revoke, revoke_part
from tests.signed import sign


def test_it_says_what_was_revoked_and_what_remains(ben: Contact, ada: User) -> None:
    release = sign(ben)
    before = timezone.now()
    revoke_part(release, ["skills"], ada)
    pdf = paper.current_paper(release, timezone.now())
    said = text_of(pdf)
    assert "Nothing more may be shared under this release about, or in: coping" in said
    assert (
        "What remains: attendance and appointment times; joint sessions; collateral "
        "sessions; sessions in person; sessions by phone; sessions by video."
    ) in said
    assert "Signed, and revoked in part" in footer_of(pdf, 1)
    assert stamp_of(pdf, 1) == ""
    assert paper.current_paper(release, before) == paper.as_signed(release)


def test_once_all_of_it_is_revoked_that_is_what_it_says(
    ben: Contact, ada: User
) -> None:
    release = sign(ben)
    revoke_part(release, ["skills"], ada)
    revoke(release, "", ada)
    release.refresh_from_db()
    pdf = paper.current_paper(release, timezone.now() + HOUR)
    assert stamp_of(pdf, 1) == "REVOKED"
    assert "What remains" not in text_of(pdf)
