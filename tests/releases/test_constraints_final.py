"""What is signed is final, and what was shown of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Paper, Release
from tests.clock import DAY, HOUR, MINUTE
from tests.refusals import refused_by, run, words_of
from tests.revoked import revoked
from tests.signed import sign


@pytest.fixture
def release(ben: Contact) -> Release:
    return sign(ben)


@pytest.fixture
def paper(release: Release) -> Paper:
    return Paper.objects.create(document=release.document, pdf=b"%PDF", sha256="0" * 64)


@pytest.mark.parametrize(
    "change",
    [
        "signed_at = signed_at - interval '1 day'",
        "effective_at = effective_at - interval '1 microsecond'",
        "expires_at = expires_at + interval '1 microsecond'",
        "expires_at = expires_at - interval '1 microsecond'",
        "expires_event = 'x'",
        "authority_ends_at = expires_at",
        "document_id = document_id + 1",
        "discloser = discloser + 1",
        "id = id + 1",
        "draft_id = NULL",
    ],
)
def test_a_signed_release_is_final(release: Release, change: str) -> None:
    with refused_by("release_is_final"):
        run(f"UPDATE releases_release SET {change}")


@pytest.mark.parametrize(
    "change",
    [
        "content = content || '{\"version\": 3}'",
        "content = content || '{\"version\": 2.0}'",
        "content_sha256 = repeat('0', 64)",
        "kind = kind",
    ],
)
def test_what_was_signed_is_final(release: Release, change: str) -> None:
    with refused_by("document_is_final"):
        run(f"UPDATE releases_document SET {change}")
    with refused_by("document_is_final"):
        run("DELETE FROM releases_document")
    with refused_by("document_is_not_truncated"):
        run("TRUNCATE releases_document CASCADE")


def test_a_signed_release_keeps_its_contact(release: Release, maria: Contact) -> None:
    with refused_by("release_is_final"):
        run("UPDATE releases_release SET contact_id = %s", maria.pk)


def test_a_signed_release_keeps_its_client(
    release: Release, lee: Contact, maria: Contact
) -> None:
    with refused_by("release_is_final"):
        run(
            "UPDATE releases_release SET client_id = %s, contact_id = %s",
            lee.client_id,
            lee.pk,
        )


def test_an_update_that_changes_nothing_passes(release: Release) -> None:
    release.save()
    assert run("UPDATE releases_release SET expires_at = expires_at") == 1


def test_a_signed_release_is_not_deleted(release: Release) -> None:
    with refused_by("release_is_final"):
        run("DELETE FROM releases_release")
    with refused_by("release_is_final"):
        run("TRUNCATE releases_release CASCADE")
    with refused_by("history_is_not_truncated"):
        run("TRUNCATE clients_client CASCADE")


def happening(fact: str, release: Release, by: User, at: datetime) -> dict[str, Any]:
    """What is set on ``release`` as ``fact`` happens."""
    return revoked(release.contact, by, at) if fact == "revoked_at" else {fact: at}


@pytest.mark.parametrize("fact", ["event_occurred_at", "revoked_at", "voided_at"])
def test_what_ends_a_release_stays(release: Release, ada: User, fact: str) -> None:
    now = timezone.now()
    facts = happening(fact, release, ada, now)
    Release.objects.update(**facts)
    for later in (None, now + HOUR, now + timedelta(microseconds=1)):
        with refused_by("release_is_final"):
            Release.objects.update(**{**facts, fact: later})
    assert Release.objects.update(**facts) == 1


def test_who_revoked_and_why_stays(release: Release, ada: User, cleo: User) -> None:
    Release.objects.update(**revoked(release.contact, ada, reason="asked"))
    for change in ({"revoked_by": cleo}, {"revoked_reason": "asked again"}):
        with refused_by("release_is_final"):
            Release.objects.update(**change)


@pytest.mark.parametrize(
    "fact", ["event_occurred_at", "revoked_at", "superseded_at", "voided_at"]
)
def test_a_release_ends_forward(release: Release, ada: User, fact: str) -> None:
    long_ago = timezone.now() - MINUTE - timedelta(seconds=1)
    with refused_by("release_ends_forward"):
        Release.objects.update(**happening(fact, release, ada, long_ago))
    just_now = timezone.now() - timedelta(seconds=55)
    Release.objects.update(**happening(fact, release, ada, just_now))


@pytest.mark.parametrize("fact", ["event_occurred_at", "revoked_at", "voided_at"])
def test_what_happens_to_a_release_has_happened(
    release: Release, ada: User, fact: str
) -> None:
    """It stays, so one dated ahead would keep it from ending sooner."""
    soon = timezone.now() + 2 * MINUTE
    with refused_by("release_ends_as_it_happens"):
        Release.objects.update(**happening(fact, release, ada, soon))
    Release.objects.update(**happening(fact, release, ada, timezone.now()))


def test_a_release_is_superseded_ahead_and_then_sooner_but_never_later(
    release: Release, ben: Contact
) -> None:
    now = timezone.now()
    next_month, next_week = now + 30 * DAY, now + 7 * DAY
    Release.objects.update(superseded_at=next_month)
    for later in (None, next_month + HOUR):
        with refused_by("release_is_final"):
            Release.objects.update(superseded_at=later)
    Release.objects.update(superseded_at=next_week)
    with refused_by("release_ends_forward"):
        Release.objects.update(superseded_at=now - HOUR)
    release.refresh_from_db()
    assert release.in_force.upper == next_week


def test_who_supersedes_a_release_stays_once_it_has(
    release: Release, ben: Contact
) -> None:
    now = timezone.now()
    Release.objects.update(superseded_at=now)
    other = sign(ben, now, now + DAY)
    third = sign(ben, now + DAY, now + 2 * DAY)
    theirs = Release.objects.filter(pk=release.pk)
    theirs.update(superseded_by=other)
    with refused_by("release_is_final"):
        theirs.update(superseded_by=None)
    with refused_by("release_is_final"):
        theirs.update(superseded_by=third, superseded_at=now + DAY)


def test_a_signature_is_final(release: Release) -> None:
    with refused_by("signature_is_final"):
        run("UPDATE releases_signature SET signer = 'Someone Else'")
    with refused_by("signature_is_final"):
        run("DELETE FROM releases_signature")
    with refused_by("signature_is_not_truncated"):
        run("TRUNCATE releases_signature CASCADE")


@pytest.mark.parametrize("sha256", ["", "0" * 63, "z" * 64])
def test_a_paper_is_hashed(release: Release, sha256: str) -> None:
    wrong = Paper(document=release.document, pdf=b"%PDF", sha256=sha256)
    assert words_of("paper_is_hashed", wrong) == "The paper has no hash."
    with refused_by("paper_is_hashed"):
        wrong.save(force_insert=True)


def test_a_paper_is_final(paper: Paper) -> None:
    assert words_of("paper_is_hashed", paper) == ""
    with refused_by("paper_is_final"):
        run("UPDATE releases_paper SET pdf = 'x'")
    with refused_by("paper_is_final"):
        run("DELETE FROM releases_paper")
    with refused_by("paper_is_not_truncated"):
        run("TRUNCATE releases_paper")


def test_a_release_is_not_signed_ahead_of_the_clock(ben: Contact) -> None:
    """It could not be revoked until then."""
    now = timezone.now()
    with refused_by("release_is_not_signed_ahead"):
        sign(ben, now, now + DAY, signed_at=now + 2 * MINUTE)
    sign(ben, now, now + DAY, signed_at=now + 50 * timedelta(seconds=1))
