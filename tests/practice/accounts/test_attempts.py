"""What came of each try to sign in is kept for whoever asks later."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from django.utils import timezone

from practice.accounts.throttle import PAIR
from practice.models import Outcome, SignInAttempt, User
from tests.clock import DAY
from tests.privacy.traces import logged
from tests.refusals import refused_by, run, words_of

PASSWORD = "between two chairs"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def adas_password(ada: User) -> None:
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])


def tries(password: str, name: str = "ada", address: str = HERE) -> None:
    asking = RequestFactory(REMOTE_ADDR=address).post("/sign-in/")
    authenticate(asking, username=name, password=password)


def wrong(times: int) -> None:
    for _ in range(times):
        tries("wrong")


def outcomes() -> list[tuple[str, int | None, str, int]]:
    return list(
        SignInAttempt.objects.order_by("pk").values_list(
            "outcome", "user", "address", "times"
        )
    )


def test_what_came_of_each_try_is_recorded_with_who_and_where(ada: User) -> None:
    tries(PASSWORD)
    tries("wrong")
    tries("wrong", "my-password-by-mistake", ELSEWHERE)
    assert outcomes() == [
        (Outcome.SIGNED_IN, ada.pk, HERE, 1),
        (Outcome.FAILED, ada.pk, HERE, 1),
        (Outcome.FAILED, None, ELSEWHERE, 1),
    ]


def test_what_a_lock_refuses_is_counted_in_one_row(ada: User) -> None:
    wrong(PAIR + 7)
    *failed, refused = outcomes()
    assert failed == [(Outcome.FAILED, ada.pk, HERE, 1)] * PAIR
    assert refused == (Outcome.REFUSED, ada.pk, HERE, 7)


def test_the_log_says_that_it_happened_and_names_nobody(ada: User) -> None:
    stream = io.StringIO()
    with logged(stream):
        tries(PASSWORD)
        wrong(PAIR + 2)
        tries("wrong", "canary-finch")
    log = stream.getvalue()
    assert f"Signed in: user {ada.pk}" in log
    assert log.count(f"did not fit: user {ada.pk}") == PAIR
    assert log.count("No more tries to sign in until") == 1
    assert "did not fit: user None" in log
    for word in ("ada", "finch", HERE, "wrong", PASSWORD):
        assert word not in log.lower()


# What the database keeps

ADD = (
    "INSERT INTO practice_signinattempt (outcome, user_id, locked_until, times) "
    "VALUES (%s, %s, %s, %s)"
)


def attempt(outcome: str, **details: Any) -> SignInAttempt:
    """One that is not saved."""
    return SignInAttempt(outcome=outcome, **details)


def test_a_try_comes_to_something(ada: User) -> None:
    name = "attempt_has_an_outcome"
    assert words_of(name, attempt("guessed")) == "Say what became of it."
    assert words_of(name, attempt(Outcome.FAILED)) == ""
    with refused_by(name):
        run(ADD, "guessed", None, None, 1)


def test_only_a_lock_refuses_and_only_what_it_refuses_is_counted(ada: User) -> None:
    name, now = "attempt_refused_by_a_lock", timezone.now()
    assert "Only a lock refuses" in words_of(name, attempt(Outcome.REFUSED))
    assert "Only a lock refuses" in words_of(name, attempt(Outcome.FAILED, times=2))
    assert words_of(name, attempt(Outcome.REFUSED, locked_until=now, times=2)) == ""
    assert words_of(name, attempt(Outcome.FAILED)) == ""
    for outcome, until, times in (
        ("refused", None, 1),
        ("failed", now, 1),
        ("failed", None, 2),
    ):
        with refused_by(name):
            run(ADD, outcome, None, until, times)


def test_whoever_signed_in_is_someone(ada: User) -> None:
    name = "attempt_signed_in_as_someone"
    assert words_of(name, attempt(Outcome.SIGNED_IN)) == "Say who signed in."
    assert words_of(name, attempt(Outcome.SIGNED_IN, user=ada)) == ""
    with refused_by(name):
        run(ADD, "signed_in", None, None, 1)


def test_a_lock_has_one_row_for_each_whom_it_refuses(ada: User) -> None:
    name, until = "attempt_refused_once_a_lock", timezone.now() + DAY
    run(ADD, "refused", None, until, 1)
    again = attempt(Outcome.REFUSED, locked_until=until)
    assert words_of(name, again) == "What a lock refuses is counted in one row."
    with refused_by(name):
        run(ADD, "refused", None, until, 1)
    run(ADD, "refused", ada.pk, until, 1)
    run(ADD, "refused", None, until + DAY, 1)


def test_what_is_recorded_stays_but_for_the_count(ada: User) -> None:
    run(ADD, "refused", ada.pk, timezone.now(), 3)
    for change in ("times = 2", "times = 3", "user_id = NULL, times = 4"):
        with refused_by("attempt_is_final"):
            run(f"UPDATE practice_signinattempt SET {change}")
    with refused_by("attempt_is_final"):
        run("DELETE FROM practice_signinattempt")
    with refused_by("attempts_are_kept"):
        run("TRUNCATE practice_signinattempt")
    assert run("UPDATE practice_signinattempt SET times = 4") == 1
