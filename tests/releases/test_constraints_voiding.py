"""What the database keeps of voiding, whatever path is taken to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import Release, Voiding
from tests.clock import DAY
from tests.refusals import refusal_of, refused_by, run, words_of
from tests.signed import sign

VOID = "UPDATE releases_release SET voided_at = clock_timestamp() WHERE id = %s"
AS_AGREED = (
    "UPDATE releases_release AS mine SET voided_at = decided_at FROM releases_voiding"
    " WHERE release_id = mine.id"
)
DECIDE = "UPDATE releases_voiding SET agreed = true, decided_by_id = %s, decided_at = clock_timestamp()"


@pytest.fixture
def asked(ben: Contact, ada: User) -> Voiding:
    """What Ada asked about Ben's release; and nobody lays a past from here on."""
    release = sign(ben)
    run("SET LOCAL third_chair.past = ''")
    return _asked(release, ada)


def _asked(release: Release, by: User, **columns: Any) -> Voiding:
    said = {"reason": "The wrong Ben.", "asked_at": timezone.now(), **columns}
    return Voiding.objects.create(release=release, asked_by=by, **said)


def test_raw_sql_voids_nothing_that_nobody_asked(ben: Contact) -> None:
    release = sign(ben)
    run("SET LOCAL third_chair.past = ''")
    with refused_by("release_voided_by_two"):
        run(VOID, release.pk)


def test_raw_sql_voids_nothing_that_nobody_agreed_to(asked: Voiding) -> None:
    with refused_by("release_voided_by_two"):
        run(VOID, asked.release_id)


def test_nobody_agrees_to_what_they_asked(asked: Voiding, ada: User) -> None:
    asked.decided_by, asked.decided_at, asked.agreed = ada, timezone.now(), True
    words = "Somebody else has to agree: nobody voids a release alone."
    assert words_of("voiding_takes_two", asked) == words
    with refused_by("voiding_takes_two"):
        run(DECIDE, ada.pk)


def test_another_may_agree_and_then_the_release_is_void(
    asked: Voiding, finn: User
) -> None:
    run(DECIDE, finn.pk)
    assert run(AS_AGREED) == 1
    release = Release.objects.get()
    assert release.voided_at
    assert release.in_force.upper == release.voided_at


def test_what_is_agreed_to_voids_its_release(asked: Voiding, finn: User) -> None:
    with refused_by("voiding_ends_its_release"):
        run(DECIDE, finn.pk)


def test_a_release_is_voided_when_that_was_agreed(asked: Voiding, finn: User) -> None:
    run(DECIDE, finn.pk)
    refusal = refusal_of(lambda: run(VOID, asked.release_id))
    assert refusal == "release_voided_by_two"
    assert run(AS_AGREED) == 1


def test_nobody_asks_and_decides_in_one_step(
    asked: Voiding, ada: User, finn: User
) -> None:
    decided = {"decided_by": finn, "decided_at": timezone.now(), "agreed": True}
    with refused_by("voiding_is_asked_first"):
        _asked(asked.release, ada, **decided)


def test_nothing_is_asked_at_a_time_gone_by(ben: Contact, ada: User) -> None:
    release = sign(ben)
    run("SET LOCAL third_chair.past = ''")
    with refused_by("voiding_is_asked_now"):
        _asked(release, ada, asked_at=timezone.now() - DAY)


def test_it_is_asked_once_until_it_is_decided(
    asked: Voiding, ada: User, finn: User
) -> None:
    again = Voiding(
        release=asked.release, asked_by=finn, asked_at=timezone.now(), reason="Again."
    )
    words = "Somebody has asked for this already."
    assert words_of("voiding_asked_once", again) == words
    with refused_by("voiding_asked_once"):
        _asked(asked.release, finn)
    run(
        "UPDATE releases_voiding SET decided_by_id = %s, decided_at = clock_timestamp()",
        ada.pk,
    )
    _asked(asked.release, finn)


def test_it_says_why(asked: Voiding, finn: User) -> None:
    asked.reason = " "
    words = "Say why it should never have counted."
    assert words_of("voiding_says_why", asked) == words
    run(
        "UPDATE releases_voiding SET decided_by_id = %s, decided_at = clock_timestamp()",
        finn.pk,
    )
    with refused_by("voiding_says_why"):
        _asked(asked.release, finn, reason=" ")


@pytest.mark.parametrize("missing", ["decided_by_id", "decided_at"])
def test_who_decided_and_when_go_together(
    asked: Voiding, finn: User, missing: str
) -> None:
    value = {"decided_by_id": "clock_timestamp()", "decided_at": str(finn.pk)}[missing]
    column = {"decided_by_id": "decided_at", "decided_at": "decided_by_id"}[missing]
    asked.decided_by = finn if missing == "decided_at" else None
    asked.decided_at = timezone.now() if missing == "decided_by_id" else None
    assert words_of("voiding_decided_by_someone", asked) == (
        "Record who decided, and when."
    )
    with refused_by("voiding_decided_by_someone"):
        run(f"UPDATE releases_voiding SET {column} = {value}")


@pytest.mark.parametrize(
    "done",
    [
        "DELETE FROM releases_voiding",
        "TRUNCATE releases_voiding",
        "UPDATE releases_voiding SET reason = 'x'",
        "UPDATE releases_voiding SET asked_at = asked_at - interval '1 day'",
        "UPDATE releases_voiding SET decided_by_id = asked_by_id, decided_at = clock_timestamp() - interval '1 day'",
        "UPDATE releases_voiding SET decided_by_id = asked_by_id, decided_at = clock_timestamp() + interval '1 day'",
    ],
)
def test_what_was_asked_stays(asked: Voiding, done: str) -> None:
    """By "voiding_is_final", and "voiding_is_not_truncated" in its name."""
    with refused_by("voiding_is_final"):
        run(done)


def test_what_was_decided_stays(asked: Voiding, finn: User) -> None:
    run(
        "UPDATE releases_voiding SET decided_by_id = %s, decided_at = clock_timestamp()",
        finn.pk,
    )
    with refused_by("voiding_is_final"):
        run("UPDATE releases_voiding SET decided_by_id = NULL, decided_at = NULL")
