"""Where a request comes from, as far as anyone can tell."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from practice.accounts.addresses import address_of, neighbourhood

OURS = "127.0.0.1"


@pytest.fixture
def behind_a_proxy(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def asked(said: str | None, peer: str = OURS) -> str | None:
    """The address of a request from ``peer``, of which a proxy ``said`` whose it is."""
    headers = {} if said is None else {"X-Forwarded-For": said}
    return address_of(RequestFactory(REMOTE_ADDR=peer, headers=headers).get("/"))


@pytest.mark.usefixtures("behind_a_proxy")
def test_behind_a_proxy_the_last_address_is_its_own_word() -> None:
    assert asked("198.51.100.1, 203.0.113.7") == "203.0.113.7"
    assert asked("203.0.113.7") == "203.0.113.7"
    assert asked("::ffff:203.0.113.7") == "203.0.113.7"


@pytest.mark.usefixtures("behind_a_proxy")
@pytest.mark.parametrize("said", [None, "", "unknown", "203.0.113.7, unknown"])
def test_a_proxy_that_does_not_say_leaves_it_open(said: str | None) -> None:
    assert asked(said) is None


def test_without_a_proxy_nobody_else_is_believed() -> None:
    assert asked("203.0.113.7", peer="198.51.100.9") == "198.51.100.9"
    assert address_of(None) is None


def test_one_household_has_many_addresses_of_the_new_kind() -> None:
    assert neighbourhood("2001:db8:1:2::1") == neighbourhood("2001:db8:1:2:3::4")
    assert neighbourhood("2001:db8:1:2::1") != neighbourhood("2001:db8:1:3::1")
    assert neighbourhood("203.0.113.7") == "203.0.113.7"
