"""What the database keeps of a refusal to sign."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Refusal, ReleaseDraft, Signature
from tests.clock import DAY
from tests.refusals import refused_by, run, words_of
from tests.signed import draft_for, sign, signature_of


@pytest.fixture
def draft(ben: Contact, ada: User) -> ReleaseDraft:
    return draft_for(ben, ada)


def refusal(draft: ReleaseDraft, **said: Any) -> Refusal:
    """Not saved."""
    now = timezone.now()
    return Refusal(
        draft=draft,
        **{
            "signer": "Luis Ortega",
            "capacity": "parent",
            "said_on": timezone.localdate(),
            "recorded_by": draft.prepared_by,
            "recorded_at": now,
            **said,
        },
    )


@pytest.mark.parametrize("said", [{"signer": " "}, {"capacity": "friend"}])
def test_it_says_whose_it_is(draft: ReleaseDraft, said: dict[str, str]) -> None:
    assert words_of("refusal_says_whose", refusal(draft, **said))
    with refused_by("refusal_says_whose"):
        refusal(draft, **said).save()
    refusal(draft).save()


def test_it_stands_once(draft: ReleaseDraft) -> None:
    first = refusal(draft)
    first.save()
    assert words_of("refusal_stands_once", refusal(draft))
    with refused_by("refusal_stands_once"):
        refusal(draft).save()
    first.taken_back_by, first.taken_back_at = draft.prepared_by, timezone.now()
    first.save()
    refusal(draft).save()


def test_it_is_taken_back_by_someone(draft: ReleaseDraft) -> None:
    refusal(draft).save()
    with refused_by("refusal_taken_back_by_someone"):
        run("UPDATE releases_refusal SET taken_back_at = clock_timestamp()")


def test_it_is_not_dated_back(draft: ReleaseDraft) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("refusal_is_recorded_now"):
        refusal(draft, recorded_at=timezone.now() - DAY).save()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE releases_refusal SET signer = 'X'",
        "UPDATE releases_refusal SET reason = 'X', taken_back_at = clock_timestamp()",
        "UPDATE releases_refusal SET taken_back_at = now() - interval '1 day'",
        "DELETE FROM releases_refusal",
    ],
)
def test_it_stays_as_it_was_said(draft: ReleaseDraft, change: str) -> None:
    refusal(draft).save()
    with refused_by("refusal_is_final"):
        run(change)


def test_it_is_taken_back_once(draft: ReleaseDraft) -> None:
    refusal(draft).save()
    take_back = (
        "UPDATE releases_refusal SET taken_back_at = clock_timestamp(), "
        "taken_back_by_id = recorded_by_id"
    )
    assert run(take_back) == 1
    with refused_by("refusal_is_final"):
        run(take_back)


def test_nobody_empties_them(draft: ReleaseDraft) -> None:
    with refused_by("refusal_is_final"):
        run("TRUNCATE releases_refusal")


def test_it_is_of_what_waits(draft: ReleaseDraft, ben: Contact, ada: User) -> None:
    signed = sign(ben).draft
    aside = draft_for(ben, ada, withdrawn_at=timezone.now())
    for other in (signed, aside):
        with refused_by("refusal_is_of_what_waits"):
            refusal(other).save()
    refusal(draft).save()


def test_nobody_signs_what_someone_refuses(draft: ReleaseDraft) -> None:
    """Whether it is signed at once, or waits for others."""
    refusal(draft).save()
    made: Signature = signature_of(draft.client, timezone.now())
    made.draft = draft
    with refused_by("draft_is_refused_by_nobody"):
        made.save(force_insert=True)
    with refused_by("draft_is_refused_by_nobody"):
        run(
            "INSERT INTO releases_release (document_id, client_id, contact_id, draft_id, "
            "discloser, signed_at, effective_at, expires_at, expires_event, "
            "revoked_reason) VALUES (0, %s, %s, %s, 0, now(), now(), "
            "now() + interval '1 day', '', '')",
            draft.client_id,
            draft.contact_id,
            draft.pk,
        )
