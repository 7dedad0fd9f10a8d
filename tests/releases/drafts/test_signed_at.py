"""What is prepared knows that it is signed, as its release says, and nobody else does."""

from __future__ import annotations

from clients.models import Contact
from practice.models import User
from releases.models import ReleaseDraft
from tests.refusals import refused_by, run, settle, words_of
from tests.signed import draft_for, sign

SAY = "UPDATE releases_releasedraft SET signed_at = %s WHERE id = %s"


def test_what_is_prepared_is_signed_as_its_release_is(ben: Contact, ada: User) -> None:
    """Written as the release is, past the act, by ``draft_becomes_a_release``."""
    waits, release = draft_for(ben, ada), sign(ben)
    assert release.draft
    assert release.draft.signed_at is None  # as this was read
    release.draft.refresh_from_db()
    assert release.draft.signed_at == release.signed_at
    assert ReleaseDraft.objects.awaiting_signature().get() == waits
    assert words_of("draft_is_signed_as_its_release", waits) == ""
    settle()


def test_nobody_else_says_that_it_is_signed(ben: Contact, ada: User) -> None:
    waits, release = draft_for(ben, ada), sign(ben)
    with refused_by("draft_is_signed_as_its_release"):
        run(SAY, release.signed_at, waits.pk)


def test_what_is_signed_does_not_wait_again(ben: Contact) -> None:
    release = sign(ben)
    with refused_by("draft_is_signed_as_its_release"):
        run(SAY, None, release.draft_id)
    assert run(SAY, release.signed_at, release.draft_id) == 1
    settle()


def test_a_release_whose_draft_does_not_know_it_is_refused(ben: Contact) -> None:
    writes = "draft_becomes_a_release"
    run(f"ALTER TABLE releases_release DISABLE TRIGGER {writes}")
    with refused_by("draft_is_signed_as_its_release"):
        sign(ben)
