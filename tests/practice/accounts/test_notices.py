"""Whoever's account changes is mailed so, where they could be mailed before."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from practice.accounts.notices import SAYS, Notice
from practice.models import Role, User
from practice.people.acts import change_role, let_sign_in
from tests.jobs import run_waiting, try_again, waiting
from tests.mailing import Server

ADAS, OTHER = "ada@work.example", "intruder@elsewhere.example"


@pytest.fixture
def mailed(ada: User) -> User:
    """Ada, who is mailed at work."""
    ada.email = ADAS
    ada.save(update_fields=["email"])
    return ada


def said(post: Server) -> list[tuple[str, bool]]:
    """To whom it went, and whether it says that the address is another."""
    return [(str(mail["To"]), "another address" in _text(mail)) for mail in post.taken]


def _text(mail: Any) -> str:
    return " ".join(mail.get_body(("plain",)).get_content().split())


def test_another_address_is_told_at_the_one_before(
    adas: Browser, mailed: User, post: Server
) -> None:
    adas.post("/own-mail/", {"email": OTHER})
    assert [each for _, each in waiting()] == [
        {"user": mailed.pk, "what": Notice.ADDRESS}
    ]
    run_waiting()
    assert said(post) == [(ADAS, True)]
    assert OTHER not in _text(post.taken[0])
    mailed.refresh_from_db()
    assert (mailed.email, mailed.email_before) == (OTHER, "")


def test_two_changes_in_a_row_are_told_at_the_first(
    adas: Browser, mailed: User, post: Server
) -> None:
    post.answer = "451 Later"
    adas.post("/own-mail/", {"email": OTHER})
    run_waiting()
    adas.post("/own-mail/", {"email": "second@elsewhere.example"})
    post.answer = "250 OK"
    try_again()
    assert said(post)[0] == (ADAS, True)


def test_the_same_address_again_and_none_at_all_tell_nothing(
    adas: Browser, mailed: User, post: Server
) -> None:
    adas.post("/own-mail/", {"email": ADAS})
    assert waiting() == []
    adas.post("/own-mail/", {"email": ""})
    run_waiting()
    assert said(post) == [(ADAS, True)]


def test_what_an_admin_changes_of_an_account_is_told(
    mailed: User, nora: User, post: Server
) -> None:
    change_role(mailed, Role.FRONT_DESK, nora)
    let_sign_in(mailed, nora, may=False)
    let_sign_in(mailed, nora, may=True)
    run_waiting()
    told = [_text(mail) for mail in post.taken]
    for what, text in zip([Notice.ROLE, Notice.LET_BACK_IN], told, strict=True):
        assert SAYS[what] in text
