from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client as Browser

from practice.models import SignInAttempt, User
from tests.factors import app_of
from tests.jobs import run_waiting
from tests.mailing import Server, text_of

PASSWORD = "between two chairs"
NEW = "four lamps by a river"


@pytest.fixture
def known(ada: User) -> User:
    ada.set_password(PASSWORD)
    ada.email = "ada@elm-street.example"
    ada.save(update_fields=["password", "email"])
    return ada


def said(response: Any) -> str:
    return str(response.content.decode())


def signed_in(**headers: str) -> Browser:
    browser = Browser(headers=headers)
    answer = browser.post("/sign-in/", {"username": "ada", "password": PASSWORD})
    assert answer.status_code == 302
    return browser


# How long


@pytest.mark.parametrize(
    ("password", "beside", "fits"),
    [
        ("fourteen signs", False, False),
        ("fifteen signs !", False, True),
        ("eight si", True, True),
        ("seven s", True, False),
        ("1234567password", False, False),
        ("password123", True, False),
        ("314159265358979", False, True),
    ],
)
def test_fifteen_characters_or_eight_beside_a_second_factor(
    ada: User, password: str, beside: bool, fits: bool
) -> None:
    if beside:
        app_of(ada)
    if fits:
        validate_password(password, ada)
        return
    with pytest.raises(ValidationError):
        validate_password(password, ada)


def test_who_is_not_there_yet_has_no_second_factor() -> None:
    with pytest.raises(ValidationError, match="It takes 15"):
        validate_password("eight si", User(username="new", name="New"))


# Changed


def test_a_password_is_changed_by_who_knows_it(known: User) -> None:
    browser, other = signed_in(), signed_in()
    sent = {"current": "wrong", "new": NEW, "again": NEW}
    assert browser.post("/own-account/password/", sent).status_code == 422
    sent["current"] = PASSWORD
    assert browser.post("/own-account/password/", sent).url == "/own-account/"
    assert "Your new password counts" in said(browser.get("/own-account/"))
    assert other.get("/own-account/").status_code == 302
    known.refresh_from_db()
    assert known.check_password(NEW)


def test_two_that_differ_change_nothing(known: User) -> None:
    sent = {"current": PASSWORD, "new": NEW, "again": NEW + "s"}
    answer = signed_in().post("/own-account/password/", sent)
    assert answer.status_code == 422
    assert "not the same" in said(answer)


# Forgotten


def link_in(mail: Any) -> str:
    (found,) = re.findall(r"https://elm-street.example(/sign-in/\S+)", text_of(mail))
    return str(found)


def ask(who: str, browser: Browser | None = None) -> str:
    return said((browser or Browser()).post("/sign-in/forgotten/", {"who": who}))


def without_tokens(page: str) -> str:
    return re.sub(r'value="[^"]*"|nonce="[^"]*"', "", page)


def test_nobody_learns_who_there_is(known: User, post: Server) -> None:
    pages = {without_tokens(ask(who)) for who in ("ada", "nobody", "no@one.example")}
    assert len(pages) == 1
    run_waiting()
    assert len(post.taken) == 1


@pytest.mark.parametrize("who", ["ada", "ADA", "Ada@elm-street.example"])
def test_a_new_password_is_chosen_under_the_link(
    known: User, post: Server, who: str
) -> None:
    inside = signed_in()
    ask(who)
    run_waiting()
    (mail,) = post.taken
    assert mail["Subject"] == "Elm Street Counseling"
    assert known.name not in text_of(mail)
    browser = Browser()
    assert browser.get(link_in(mail)).url == "/sign-in/forgotten/new/"
    short = {"new": "short", "again": "short"}
    assert "It takes 15" in said(browser.post("/sign-in/forgotten/new/", short))
    sent = {"new": NEW, "again": NEW}
    assert browser.post("/sign-in/forgotten/new/", sent).url == "/sign-in/"
    known.refresh_from_db()
    assert known.check_password(NEW)
    assert "_auth_user_id" not in browser.session
    assert inside.get("/own-account/").status_code == 302
    assert "opens nothing" in said(Browser().get(link_in(mail)))


def test_asking_only_looks(known: User, post: Server) -> None:
    ask("ada")
    run_waiting()
    link = link_in(post.taken[0])
    for _ in range(2):
        assert Browser().get(link).status_code == 302
    known.refresh_from_db()
    assert known.check_password(PASSWORD)


@pytest.mark.parametrize("key", ["new", "7-abc", "x", "-", "9" * 30 + "-a-b"])
def test_any_other_link_opens_nothing(known: User, key: str) -> None:
    assert "opens nothing" in said(Browser().get(f"/sign-in/forgotten/{key}/"))
    sent = {"new": NEW, "again": NEW}
    assert "opens nothing" in said(Browser().post(f"/sign-in/forgotten/{key}/", sent))


def test_who_was_deactivated_is_mailed_nothing(known: User, post: Server) -> None:
    User.objects.update(is_active=False)
    ask("ada")
    run_waiting()
    assert post.taken == []


def test_after_five_times_nobody_is_mailed_again(known: User, post: Server) -> None:
    for _ in range(6):
        ask("ada")
    run_waiting()
    assert len(post.taken) == 5
    assert not SignInAttempt.objects.exists()


def test_nor_is_whoever_is_asked_for_by_many_names_from_many_places(
    known: User, post: Server
) -> None:
    User.objects.filter(pk=known.pk).update(username="ivy", email="ivy@work.example")
    for place, who in enumerate(
        ["ivy", "IVY", "ıvy", "ıVy", "ivy@work.example", "Ivy"]
    ):
        ask(who, Browser(REMOTE_ADDR=f"198.51.100.{place}"))
    run_waiting()
    assert len(post.taken) == 5


def test_without_mail_it_says_whom_to_ask(known: User, settings: Any) -> None:
    settings.DEMO = False
    assert "Ask an admin" in said(Browser().get("/sign-in/forgotten/"))
    assert "Ask an admin" in ask("ada")


# Told


def test_each_is_told_of_what_changes_and_no_mail_names_them(
    known: User, post: Server
) -> None:
    browser = signed_in()
    browser.post(
        "/own-account/password/", {"current": PASSWORD, "new": NEW, "again": NEW}
    )
    run_waiting()
    (mail,) = post.taken
    assert "password of your account was changed" in text_of(mail)
    assert mail["Subject"] == "Elm Street Counseling"
    assert "ada" not in text_of(mail).lower()


def test_each_is_told_of_a_browser_that_is_new(known: User, post: Server) -> None:
    first = signed_in()
    run_waiting()
    assert post.taken == []
    first.post("/sign-out/")
    first.post("/sign-in/", {"username": "ada", "password": PASSWORD})
    run_waiting()
    assert post.taken == []
    signed_in()
    run_waiting()
    (mail,) = post.taken
    assert "had not been signed in with before" in " ".join(text_of(mail).split())
