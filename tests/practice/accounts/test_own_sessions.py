from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client as Browser

from practice.accounts.devices.said import browser_in
from practice.models import KnownBrowser, SignedIn, User
from practice.secret import sha256_of
from tests.refusals import refused_by, run

PASSWORD = "between two chairs"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0"
)


@pytest.fixture(autouse=True)
def passwords(ada: User, cleo: User) -> None:
    for each in (ada, cleo):
        each.set_password(PASSWORD)
        each.save(update_fields=["password"])


def signed_in(agent: str, who: str = "ada") -> Browser:
    browser = Browser(headers={"User-Agent": agent})
    browser.post("/sign-in/", {"username": who, "password": PASSWORD})
    return browser


def said(browser: Browser) -> str:
    return str(browser.get("/own-account/").content.decode())


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (PHONE, "Safari on an iPhone"),
        (EDGE, "Edge on Windows"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent: str, words: str) -> None:
    assert browser_in(agent) == words


def test_each_sees_where_they_are_signed_in(cleo: User) -> None:
    here = signed_in(FIREFOX)
    signed_in(PHONE)
    signed_in(EDGE, "cleo")
    page = said(here)
    assert "Firefox on Linux</b> (this one)" in page
    assert "Safari on an iPhone" in page
    assert "Edge on Windows" not in page
    assert here.session.session_key not in page


def test_one_of_them_is_ended_and_no_one_elses() -> None:
    here, there, cleos = (
        signed_in(FIREFOX),
        signed_in(PHONE),
        signed_in(EDGE, "cleo"),
    )
    for row in SignedIn.objects.exclude(session_key=here.session.session_key):
        here.post("/own-account/sessions/end/", {"which": str(row.pk)})
    assert there.get("/own-account/").status_code == 302
    assert cleos.get("/own-account/").status_code == 200
    assert here.get("/own-account/").status_code == 200


def test_all_others_are_ended_at_once() -> None:
    here, there = signed_in(FIREFOX), signed_in(PHONE)
    here.post("/own-account/sessions/end/", {"which": "others"})
    assert there.get("/own-account/").status_code == 302
    assert here.get("/own-account/").status_code == 200
    assert "Safari" not in said(here)


@pytest.mark.parametrize("which", ["", "x", "-1", "9" * 25])
def test_what_is_no_session_of_theirs_ends_nothing(which: str) -> None:
    here = signed_in(FIREFOX)
    here.post("/own-account/sessions/end/", {"which": which})
    assert SignedIn.objects.count() == 1


def test_nobody_is_signed_in_where_there_is_no_session() -> None:
    here = signed_in(FIREFOX)
    assert SignedIn.objects.count() == 1
    here.post("/sign-out/")
    assert not SignedIn.objects.exists()
    signed_in(FIREFOX)
    Session.objects.all()._raw_delete("default")
    assert not SignedIn.objects.exists()


def test_a_session_is_one_persons(ada: User, cleo: User) -> None:
    SignedIn.objects.create(session_key="k", user=ada, browser="Firefox")
    SignedIn.objects.create(session_key="l", user=ada, browser="Firefox")
    with refused_by("signed_in_once_a_session"):
        SignedIn.objects.create(session_key="k", user=cleo, browser="Firefox")


def test_of_a_browsers_token_its_hash_is_kept_once(ada: User, cleo: User) -> None:
    kept = sha256_of("token")
    KnownBrowser.objects.create(user=ada, token_sha256=kept)
    KnownBrowser.objects.create(user=cleo, token_sha256=kept)
    with refused_by("browser_known_once"):
        KnownBrowser.objects.create(user=ada, token_sha256=kept)
    with refused_by("browser_token_is_hashed"):
        KnownBrowser.objects.create(user=ada, token_sha256="token")


def test_the_cookie_is_no_page_s_to_read_and_not_kept_bare(settings: Any) -> None:
    browser = signed_in(FIREFOX)
    cookie = browser.cookies[settings.BROWSER_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    known = KnownBrowser.objects.get()
    assert known.token_sha256 == sha256_of(cookie.value) != cookie.value


def test_by_whatever_a_session_ends_nobody_is_signed_in_by_it_any_more() -> None:
    here, there = signed_in(FIREFOX), signed_in(PHONE)
    assert SignedIn.objects.count() == 2
    run("DELETE FROM django_session WHERE session_key = %s", here.session.session_key)
    (left,) = SignedIn.objects.all()
    assert left.session_key == there.session.session_key
    rules = {each.name for each in SignedIn._meta.constraints}
    assert "signed_in_goes_with_its_session" in rules
