"""Those who sign in at once wait for each other, and nobody else for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.test import Client as Browser

from practice.accounts import turns
from practice.models import SignInAttempt, Tries, User
from tests.collateral.rule.rivals import rivals

PASSWORD = "between two chairs"


@pytest.fixture(autouse=True)
def adas_password(ada: User) -> None:
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])


@pytest.fixture
def full() -> Iterator[None]:
    """As many are signing in as may."""
    with ExitStack() as seats:
        for _ in range(settings.SIGN_INS_AT_ONCE):
            seats.enter_context(turns.seated())
        yield


@pytest.mark.usefixtures("full")
def test_whoever_comes_when_all_seats_are_taken_is_asked_to_try_again(
    client: Browser,
) -> None:
    sent = {"username": "ada", "password": PASSWORD}
    page = client.post("/sign-in/", sent).content.decode()
    assert "Others are signing in at this moment. Try again." in page
    assert 'value="ada"' in page
    assert "do not fit" not in page
    assert not Tries.objects.exists()
    assert not SignInAttempt.objects.exists()


def test_a_seat_is_free_again_whatever_came_of_the_try(ada: User) -> None:
    for password in (PASSWORD, "wrong", PASSWORD, "wrong", PASSWORD):
        found = authenticate(None, username="ada", password=password)
        assert (found == ada) is (password == PASSWORD)


def test_threads_are_left_for_everyone_else() -> None:
    assert settings.SIGN_INS_AT_ONCE == 2  # of the four that there are by default


def test_a_password_takes_one_core() -> None:
    assert turns.OneCore.parallelism == 1


@pytest.mark.django_db(transaction=True)
def test_passwords_are_looked_at_one_at_a_time(ada: User) -> None:
    with rivals() as (other, _):
        with turns.one_at_a_time():
            other.start(lambda: authenticate(None, username="ada", password=PASSWORD))
            assert other.goes_as_far_as_it_can() == "waits"
        assert other.outcome() == ada
