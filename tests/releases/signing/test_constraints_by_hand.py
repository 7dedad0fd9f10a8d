"""No release has a signature on paper that nobody checked, whoever writes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Release, ReleaseDraft, Signature, SignedByHand
from releases.signing.by_hand import signature_of
from releases.signing.sign import release_of
from tests.clock import DAY
from tests.on_paper import entered
from tests.refusals import refused_by, words_of
from tests.releases.test_constraints_by_hand import CHECKED, SENT_BACK, run
from tests.signed import draft_for
from tests.signed import signature_of as typed_by


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    return draft_for(ben, ada, sensitive_topics=["gender"])


@pytest.fixture
def paper(draft: ReleaseDraft, ada: User) -> SignedByHand:
    """Entered by Ada, and not checked."""
    return entered(draft, ada)


def passed(paper: SignedByHand, by: User) -> None:
    run(CHECKED, by.pk, paper.draft.printouts.get().pk, paper.pk)
    paper.refresh_from_db()


def made(paper: SignedByHand, **changes: Any) -> Signature:
    """Its release with its signature, written row by row."""
    signature = signature_of(paper)
    for name, value in changes.items():
        setattr(signature, name, value)
    release = release_of(paper.draft, signature, timezone.now())
    release.document.save()
    release.document = release.document
    release.save(force_insert=True)
    signature.document = release.document
    signature.save(force_insert=True)
    return signature


def test_nobody_makes_a_release_of_a_paper_that_is_not_checked(
    paper: SignedByHand, cleo: User
) -> None:
    with refused_by("signature_on_paper_was_checked"):
        made(paper)
    with refused_by("signature_on_paper_was_checked"):
        made(paper, by_hand=None)
    passed(paper, cleo)
    made(paper)
    signature = Release.objects.get().document.signatures.get()
    assert signature.by_hand == paper
    # Nobody who signs by hand is asked to agree to a screen.
    assert signature.consent is None


def test_nobody_makes_a_release_of_a_paper_that_was_sent_back(
    paper: SignedByHand, cleo: User
) -> None:
    run(SENT_BACK, cleo.pk, '{"dates": "another year"}', paper.pk)
    with refused_by("signature_on_paper_was_checked"):
        made(paper)


@pytest.mark.parametrize(
    "change",
    [
        {"signed_on": timezone.localdate() - DAY},
        {"signed_on": None},
        {"witness": "Finn Doyle"},
        {"initials": {"gender": "J"}},
    ],
)
def test_the_signature_is_what_was_checked(
    paper: SignedByHand, cleo: User, change: dict[str, Any]
) -> None:
    passed(paper, cleo)
    with refused_by("signature_on_paper_was_checked"):
        made(paper, **change)


def test_it_signs_the_words_that_were_printed(
    paper: SignedByHand, cleo: User, draft: ReleaseDraft
) -> None:
    passed(paper, cleo)
    draft.details = "Not about the move."
    draft.save()
    paper.refresh_from_db()
    with refused_by("signature_on_paper_was_checked"):
        made(paper)


def test_a_paper_that_was_checked_signs_once(
    paper: SignedByHand, cleo: User, maria: Contact, ada: User
) -> None:
    passed(paper, cleo)
    made(paper)
    paper.draft = draft_for(maria, ada, sensitive_topics=["gender"])
    with refused_by("releases_signature_by_hand_id_key"):
        made(paper)


def test_what_is_signed_on_a_screen_has_no_other_day(
    paper: SignedByHand, cleo: User, ben: Contact
) -> None:
    passed(paper, cleo)
    signature = typed_by(ben.client, timezone.now())
    signature.draft, signature.signed_on = paper.draft, timezone.localdate()
    said = words_of("signature_on_a_screen_has_no_day", signature)
    assert said == "What is signed on a screen is signed now."
    with refused_by("signature_on_a_screen_has_no_day"):
        signature.save()
    signature.signed_on = None
    signature.save()
