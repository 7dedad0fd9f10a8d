"""A signing session is one browser's, and ends once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.models import HowEnded, SigningSession
from releases.signing.room import end
from tests.refusals import refused_by, run, words_of
from tests.signed import draft_for

SECOND = timedelta(seconds=1)


@pytest.fixture
def details(ben: Contact, ada: User) -> dict[str, Any]:
    now = timezone.now()
    return {
        "draft": draft_for(ben, ada),
        "way": "room",
        "key_hash": "0" * 64,
        "opened_by": ada,
        "opened_at": now,
        "last_seen": now,
    }


def test_a_browser_is_one_room_at_a_time(details: dict[str, Any]) -> None:
    SigningSession.objects.create(**details)
    with refused_by("signing_session_one_a_browser"):
        SigningSession.objects.create(**details)
    over = details["opened_at"] + SECOND
    SigningSession.objects.update(ended_at=over, ended_how="signed", left_at=over)
    SigningSession.objects.create(**details)


@pytest.mark.parametrize("wrong", [{"way": "post"}, {"key_hash": "a key"}])
def test_it_says_how_and_where_it_is_signed(
    details: dict[str, Any], wrong: dict[str, Any]
) -> None:
    said = words_of("signing_session_has_a_way", SigningSession(**details | wrong))
    assert said == "Say how it is signed, and in which browser."
    with refused_by("signing_session_has_a_way"):
        SigningSession.objects.create(**details | wrong)


def test_it_ends_somehow_and_not_before_it_began(details: dict[str, Any]) -> None:
    before = details["opened_at"] - SECOND
    for wrong in (
        {"ended_at": details["opened_at"]},
        {"ended_how": "signed"},
        {"ended_at": before, "ended_how": "signed"},
        {"ended_at": details["opened_at"], "ended_how": "gone"},
    ):
        with refused_by("signing_session_ends_somehow"):
            SigningSession.objects.create(**details | wrong)


def test_its_browser_is_free_once_it_is_over(details: dict[str, Any]) -> None:
    with refused_by("signing_session_left_once_over"):
        SigningSession.objects.create(**details, left_at=details["opened_at"])


def test_it_opens_now(details: dict[str, Any]) -> None:
    run("SET LOCAL third_chair.past = ''")
    details["opened_at"] -= timedelta(minutes=2)
    with refused_by("signing_session_opens_now"):
        SigningSession.objects.create(**details)


def test_what_ended_does_not_begin_again(details: dict[str, Any]) -> None:
    signing = SigningSession.objects.create(**details)
    assert end(signing, HowEnded.IDLE)
    assert not end(signing, HowEnded.SIGNED)
    table = "releases_signingsession"
    for change in (
        "ended_at = NULL, ended_how = ''",
        "ended_how = 'signed'",
        "signer = 'Ben Hart'",
        "key_hash = repeat('1', 64)",
    ):
        with refused_by("signing_session_ends_once"):
            run(f"UPDATE {table} SET {change}")
    with refused_by("signing_session_ends_once"):
        run(f"DELETE FROM {table}")
    with refused_by("signing_session_is_not_truncated"):
        run(f"TRUNCATE {table} CASCADE")
    assert run(f"UPDATE {table} SET last_seen = clock_timestamp()") == 1
