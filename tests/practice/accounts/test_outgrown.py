"""Who signs in by a password that is too short by now does nothing but change it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from practice.models import User
from tests.factors import app_of, shown

SHORT = "plum jacket 9"
NEW = "four lamps by a river"
OWN = "/own-account/password/"


def signed_in(user: User, password: str) -> Browser:
    user.set_password(password)
    user.save(update_fields=["password"])
    browser = Browser()
    browser.post("/sign-in/", {"username": user.username, "password": password})
    return browser


def test_every_page_leads_to_changing_it(ada: User) -> None:
    browser = signed_in(ada, SHORT)
    for path in ("/", "/week/", "/clients/", "/own-account/", "/own-account/code/"):
        assert browser.get(path).url == OWN
        assert browser.post(path, {"q": "Jordan"}).url == OWN
    answer = browser.post("/clients/", {"q": "J"}, headers={"HX-Request": "true"})
    assert answer.status_code == 403


def test_that_page_says_why_and_leads_nowhere_else(ada: User) -> None:
    browser = signed_in(ada, SHORT)
    page = browser.get(OWN).content.decode()
    assert "no other page opens" in page
    assert "/clients/" not in page
    assert "Keep the one you have" not in page
    assert browser.post("/sign-out/").url == "/sign-in/"


def test_once_it_is_changed_all_is_open(ada: User) -> None:
    browser = signed_in(ada, SHORT)
    sent = {"current": SHORT, "new": "plum jacket 10", "again": "plum jacket 10"}
    assert browser.post(OWN, sent).status_code == 422
    assert browser.get("/week/").url == OWN
    assert browser.post(OWN, sent | {"new": NEW, "again": NEW}).status_code == 302
    assert browser.get("/week/").status_code == 200
    assert "no other page opens" not in browser.get(OWN).content.decode()


def test_one_that_is_long_enough_leads_nowhere(ada: User) -> None:
    assert signed_in(ada, "fifteen signs !").get("/week/").status_code == 200


@pytest.mark.parametrize(("password", "fits"), [(SHORT, True), ("seven s", False)])
def test_beside_a_second_factor_eight_characters_do(
    ada: User, password: str, fits: bool
) -> None:
    app_of(ada)
    browser = signed_in(ada, password)
    browser.post("/sign-in/code/", {"code": shown()})
    assert browser.get("/week/").status_code == (200 if fits else 302)


def test_where_a_second_factor_is_asked_for_that_comes_first(
    ada: User, settings: Any
) -> None:
    settings.MFA_REQUIRED = True
    browser = signed_in(ada, "seven s")
    assert browser.get("/week/").url == "/own-account/"
    assert browser.get("/own-account/code/").status_code == 200
    app_of(ada)
    assert browser.get("/week/").url == OWN
    short = signed_in(ada, SHORT)
    short.post("/sign-in/code/", {"code": shown(later=1)})
    assert short.get("/week/").status_code == 200


def test_it_is_not_asked_of_who_signs_in_after_them(ada: User, cleo: User) -> None:
    app_of(ada)
    browser = signed_in(ada, "seven s")  # and leaves without showing the factor
    browser.force_login(cleo)
    assert browser.get("/week/").status_code == 200


def test_one_made_of_the_practices_own_words_leads_to_changing_it_too(
    ada: User, settings: Any
) -> None:
    """But in the demo, whose own is printed for whoever tries it."""
    assert signed_in(ada, "willow-street-demo").get("/week/").status_code == 200
    settings.DEMO = False
    assert signed_in(ada, "willow-street-demo").get("/week/").url == OWN
