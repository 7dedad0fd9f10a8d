"""What the database keeps of a release that is left to lapse."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.lapsing.form import LapseForm
from releases.models import Lapse, Release
from tests.clock import DAY
from tests.refusals import refused_by, run, words_of
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def release(ben: Contact) -> Release:
    return sign(ben, ends=timezone.now() + 10 * DAY)


def lapse(release: Release, by: User, **changed: Any) -> Lapse:
    now = timezone.now()
    return Lapse(
        **{
            "release": release,
            "reason": "Moves away",
            "decided_by": by,
            "decided_at": now,
            **changed,
        }
    )


def test_it_is_said_why(release: Release, ada: User) -> None:
    silent = lapse(release, ada, reason=" ")
    assert words_of("lapse_says_why", silent) == "Say why it is left to lapse."
    assert "reason" in LapseForm(release, ada, {"reason": "  "}).errors
    with refused_by("lapse_says_why"):
        silent.save()
    lapse(release, ada).save()


def test_it_is_taken_back_by_someone(release: Release, ada: User) -> None:
    with refused_by("lapse_taken_back_by_someone"):
        lapse(release, ada, taken_back_at=timezone.now()).save()
    with refused_by("lapse_taken_back_by_someone"):
        lapse(release, ada, taken_back_by=ada).save()
    lapse(release, ada, taken_back_by=ada, taken_back_at=timezone.now() + DAY).save()


def test_it_stands_once(release: Release, ada: User) -> None:
    first = lapse(release, ada)
    first.save()
    with refused_by("lapse_stands_once"):
        lapse(release, ada).save()
    first.taken_back_by, first.taken_back_at = ada, timezone.now()
    first.save()
    lapse(release, ada).save()


def test_it_is_recorded_as_it_is_decided(release: Release, ada: User) -> None:
    run("SET LOCAL third_chair.past = ''")
    with refused_by("lapse_is_recorded_now"):
        lapse(release, ada, decided_at=timezone.now() - DAY).save()
    lapse(release, ada).save()


def test_only_what_runs_is_left_to_lapse(
    release: Release, maria: Contact, ada: User
) -> None:
    ended = sign(maria, timezone.now() - 9 * DAY, timezone.now() - DAY)
    with refused_by("lapse_is_of_what_runs"):
        lapse(ended, ada).save()
    lapse(release, ada).save()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE releases_lapse SET reason = 'another'",
        "UPDATE releases_lapse SET taken_back_by_id = decided_by_id, taken_back_at = now() - interval '1 day', decided_at = now() - interval '2 days'",
        "DELETE FROM releases_lapse",
    ],
)
def test_it_is_final(release: Release, ada: User, statement: str) -> None:
    lapse(release, ada).save()
    with refused_by("lapse_is_final"):
        run(statement)
    run(
        "UPDATE releases_lapse SET taken_back_by_id = decided_by_id, taken_back_at = now()"
        " + interval '1 second'"
    )
    with refused_by("lapse_is_final"):
        run("UPDATE releases_lapse SET taken_back_at = NULL, taken_back_by_id = NULL")


def test_all_are_not_deleted_at_once(release: Release, ada: User) -> None:
    """By the trigger "lapse_is_not_truncated", in the words of the other."""
    lapse(release, ada).save()
    with refused_by("lapse_is_final", "lapse_is_not_truncated"):
        run("TRUNCATE releases_lapse")
