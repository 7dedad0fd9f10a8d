"""Five wrong tries, and the sixth is not looked at, even if it is right."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.db.models import F
from django.test import Client as Browser
from django.test import RequestFactory

from practice.accounts.throttle import (
    ADDRESS,
    NAME,
    PAIR,
    Locked,
    forget_old_tries,
    try_at,
)
from practice.models import Tries, User

PASSWORD = "between two chairs"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def adas_password(ada: User) -> None:
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])


def comes_in(name: str, password: str, address: str = HERE) -> bool:
    asking = RequestFactory(REMOTE_ADDR=address).post("/sign-in/")
    return authenticate(asking, username=name, password=password) is not None


def sign_in(name: str, password: str, address: str = HERE) -> Any:
    sent = {"username": name, "password": password}
    return Browser(REMOTE_ADDR=address).post("/sign-in/", sent)


def wrong(times: int, name: str = "ada", address: str = HERE) -> None:
    for _ in range(times):
        assert not comes_in(name, "wrong", address)


def pass_by(time: timedelta) -> None:
    """As much time goes by as if all this had happened earlier."""
    Tries.objects.update(since=F("since") - time, locked_until=F("locked_until") - time)


def test_after_four_wrong_tries_the_right_one_opens_the_door(ada: User) -> None:
    wrong(PAIR - 1)
    assert comes_in("ada", PASSWORD)


def test_after_five_even_the_right_one_is_refused_by_the_same_page(ada: User) -> None:
    wrong(PAIR - 1)
    last = sign_in("ada", "wrong")
    refused = sign_in("ada", PASSWORD)
    assert refused.status_code == last.status_code == 200
    assert plain(refused) == plain(last)
    assert "After five tries, wait 15 minutes" in refused.content.decode()


def plain(response: Any) -> str:
    """The page without what is another on every page: tokens, keys and a nonce."""
    html: str = response.content.decode()
    return re.sub(r'(?<=value=")[\w-]{30,}|(?<=nonce=")[^"]+', "", html)


def test_a_name_that_nobody_has_is_locked_alike(ada: User) -> None:
    wrong(PAIR + 1, name="ada")
    wrong(PAIR + 1, name="nobody")
    locks = [
        {**each, "locked_until": each["locked_until"] is not None}
        for each in Tries.objects.values("count", "locks", "locked_until")
    ]
    assert locks.count({"count": PAIR, "locks": 1, "locked_until": True}) == 2


def test_capitals_give_no_more_tries(ada: User) -> None:
    for name in ("ada", "Ada", "ADA", "aDa", "adA"):
        wrong(1, name)
    assert not comes_in("Ada", PASSWORD)


def test_after_fifteen_minutes_there_are_tries_again(ada: User) -> None:
    wrong(PAIR)
    pass_by(timedelta(minutes=14))
    assert not comes_in("ada", PASSWORD)
    pass_by(timedelta(minutes=1, seconds=1))
    assert comes_in("ada", PASSWORD)


def test_four_wrong_tries_in_fifteen_minutes_are_forgotten_after_them(
    ada: User,
) -> None:
    wrong(PAIR - 1)
    pass_by(timedelta(minutes=15, seconds=1))
    wrong(PAIR - 1)
    assert comes_in("ada", PASSWORD)


def test_each_lock_lasts_twice_as_long_up_to_four_hours(ada: User) -> None:
    lasted = []
    for _ in range(6):
        wrong(PAIR)
        row = Tries.objects.get(locked_until__isnull=False)
        assert row.locked_until
        lasted.append(row.locked_until - row.since)
        pass_by(timedelta(hours=4, seconds=1))
    minutes = [round(each / timedelta(minutes=1)) for each in lasted]
    assert minutes == [15, 30, 60, 120, 240, 240]


def test_a_try_during_a_lock_makes_it_no_longer(ada: User) -> None:
    wrong(PAIR)
    until = list(Tries.objects.order_by("key").values_list("locked_until"))
    wrong(10)
    assert list(Tries.objects.order_by("key").values_list("locked_until")) == until


def test_after_a_calm_day_a_lock_is_a_first_one(ada: User) -> None:
    wrong(PAIR)
    pass_by(timedelta(days=2))
    wrong(PAIR)
    assert Tries.objects.get(locked_until__isnull=False).locks == 1


def test_whoever_signs_in_starts_anew(ada: User) -> None:
    for _ in range(3):
        wrong(PAIR - 1)
        assert comes_in("ada", PASSWORD)


def test_whoever_guesses_elsewhere_does_not_shut_ada_out(ada: User) -> None:
    wrong(PAIR + 5, address=ELSEWHERE)
    assert comes_in("ada", PASSWORD, HERE)


def test_one_address_tries_only_so_many_names(ada: User) -> None:
    for number in range(ADDRESS):
        wrong(1, name=f"name-{number}")
    assert not comes_in("ada", PASSWORD)
    assert comes_in("ada", PASSWORD, ELSEWHERE)


def test_a_right_try_uses_none_of_those_of_its_address(ada: User) -> None:
    for _ in range(ADDRESS + 5):
        assert comes_in("ada", PASSWORD)
    for number in range(ADDRESS - 1):
        wrong(1, name=f"name-{number}")
        assert comes_in("ada", PASSWORD)
    wrong(1, name="one-more")
    assert not comes_in("ada", PASSWORD)


def test_many_addresses_together_have_only_so_many_tries_at_a_name(ada: User) -> None:
    for number in range(NAME):
        wrong(1, address=f"198.51.100.{number}")
    assert not comes_in("ada", PASSWORD)


def test_whoever_has_been_here_before_is_not_shut_out_by_many_elsewhere(
    ada: User,
) -> None:
    assert comes_in("ada", PASSWORD, HERE)
    for number in range(NAME):
        wrong(1, address=f"198.51.100.{number}")
    assert not comes_in("ada", PASSWORD, ELSEWHERE)
    assert comes_in("ada", PASSWORD, HERE)
    wrong(PAIR, address=HERE)
    assert not comes_in("ada", PASSWORD, HERE)


def test_a_household_with_many_addresses_counts_as_one(ada: User) -> None:
    for number in range(PAIR):
        wrong(1, address=f"2001:db8:1:2::{number}")
    assert not comes_in("ada", PASSWORD, "2001:db8:1:2:ffff::1")
    assert comes_in("ada", PASSWORD, "2001:db8:1:3::1")


def test_where_nobody_can_tell_an_address_the_name_alone_counts(ada: User) -> None:
    for _ in range(PAIR):
        assert authenticate(None, username="ada", password="wrong") is None
    assert authenticate(None, username="ada", password=PASSWORD) is None
    assert Tries.objects.count() == 1


def test_no_name_and_no_address_stands_in_what_is_counted(ada: User) -> None:
    wrong(1)
    for key in Tries.objects.values_list("key", flat=True):
        assert len(key) == 64
        assert int(key, 16)


def test_what_counts_for_nothing_any_more_is_forgotten(ada: User) -> None:
    wrong(PAIR)
    wrong(1, name="finn", address=ELSEWHERE)
    pass_by(timedelta(hours=23))
    forget_old_tries()
    assert Tries.objects.exists()
    pass_by(timedelta(hours=2))
    forget_old_tries()
    assert not Tries.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_get_no_more_tries_than_one_after_the_other(ada: User) -> None:
    def take(_: int) -> bool:
        try:
            try_at("ada", ada, HERE).take()
        except Locked:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(50) as pool:
        assert sum(pool.map(take, range(50))) == PAIR
    (pair,) = Tries.objects.exclude(locked_until=None)
    assert pair.count == PAIR
    assert set(Tries.objects.values_list("count", flat=True)) == {PAIR}


def test_however_many_are_tried_five_passwords_are_looked_at(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    kept = User.check_password

    def counted(user: User, password: str) -> bool:
        looked.append(True)
        return kept(user, password)

    monkeypatch.setattr(User, "check_password", counted)
    wrong(40)
    assert not comes_in("ada", PASSWORD)
    assert len(looked) == PAIR
