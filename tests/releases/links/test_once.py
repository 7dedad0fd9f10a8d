"""Fifty at once, each on a connection of their own: one signature, five tries."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser

from practice.models import User
from releases.models import (
    LinkState,
    Release,
    ReleaseDraft,
    Signature,
    SignatureLink,
    SigningSession,
)
from tests.links import ANOTHER_DAY, link_of, opened
from tests.releases.links.test_signing import SIGNS

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unprinted"),
]

FIFTY, AT_ONCE = 50, 10


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """What each of the fifty was answered."""

    def on_its_own(number: int) -> Any:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(on_its_own, range(FIFTY)))


def at_the_mark(phone: Browser) -> None:
    """As far as the last step."""
    page = phone.get("/room/", follow=True)
    while page.context["step"] != "mark":
        here = page.redirect_chain[-1][0]
        read = page.context["form"].version
        version = page.context["words"]["records"]["version"]
        sends = {**SIGNS, "read": read, "agree": "yes", "version": version}
        assert phone.post(here, sends).status_code == HTTPStatus.FOUND, here
        page = phone.get("/room/", follow=True)


def test_fifty_posts_of_one_signature_make_one(bens: ReleaseDraft, ada: User) -> None:
    _, path = link_of(bens, ada)
    phone = opened(path)
    at_the_mark(phone)
    cookies = {name: each.value for name, each in phone.cookies.items()}

    def send(_: int) -> int:
        again = Browser()
        again.cookies.load(cookies)
        status: int = again.post("/room/mark/", SIGNS).status_code
        return status

    assert set(at_once(send)) <= {302, 422}
    assert Release.objects.filter(draft=bens).count() == 1
    assert Signature.objects.count() == 1
    assert SignatureLink.objects.get().state == LinkState.USED


def test_the_same_link_in_two_browsers_makes_one(bens: ReleaseDraft, ada: User) -> None:
    _, path = link_of(bens, ada)
    phones = [opened(path), opened(path)]
    for phone in phones:
        at_the_mark(phone)
    at_once(lambda n: phones[n % 2].post("/room/mark/", SIGNS).status_code)
    assert Signature.objects.count() == 1
    assert SigningSession.objects.filter(ended_how="signed").count() == 1


def test_fifty_guesses_at_once_have_five_tries(bens: ReleaseDraft, ada: User) -> None:
    _, path = link_of(bens, ada)

    def guess(number: int) -> int:
        asks = Browser(REMOTE_ADDR=f"203.0.113.{number}")
        status: int = asks.post(path, {"born": ANOTHER_DAY}).status_code
        return status

    answers = at_once(guess)
    assert sorted(answers)[-4:] == [422] * 4
    assert answers.count(404) == FIFTY - 4
    link = SignatureLink.objects.get()
    assert (link.wrong_tries, link.state) == (5, LinkState.LOCKED)
