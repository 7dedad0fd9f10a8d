from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client as Browser
from django.urls import include, path
from django.utils.functional import SimpleLazyObject

from practice.database.base import DatabaseUnavailableError
from practice.models import User


def no_database(request: HttpRequest) -> HttpResponse:
    raise DatabaseUnavailableError


def fault(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def says_a_name(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Canary Finch joins.")
    return HttpResponse()


urlpatterns = [
    path("no-database/", no_database),
    path("fault/", fault),
    path("says-a-name/", says_a_name),
    path("", include("practice.urls")),
]
handler500 = "practice.web.views.fault"


@pytest.fixture
def failing(adas: Browser, settings: Any) -> Browser:
    """Ada's browser, where some pages fail."""
    settings.ROOT_URLCONF = __name__
    adas.raise_request_exception = False
    return adas


def policy_of(response: HttpResponse) -> dict[str, list[str]]:
    directives = response.headers["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (each.split() for each in directives)}


@pytest.mark.parametrize("page", ["/sign-in/", "/", "/alive/", "/nowhere/"])
def test_every_answer_has_the_policy_and_stays_out_of_caches(
    adas: Browser, page: str
) -> None:
    response = adas.get(page)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    devices = response.headers["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()"} < set(devices)
    policy = policy_of(response)
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    nonces = re.findall(r'<script[^>]* nonce="([^"]+)"', response.content.decode())
    assert policy["script-src"] == [f"'nonce-{nonce}'" for nonce in set(nonces)]


@pytest.mark.usefixtures("db")
def test_static_files_say_what_they_are_and_where_they_may_be_shown() -> None:
    response = Browser().get("/static/css/tokens.css")
    assert b":root" in response.getvalue()
    response.close()
    assert response.headers["Content-Type"] == 'text/css; charset="utf-8"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    policy = policy_of(response)
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["object-src"] == ["'none'"]


@pytest.mark.parametrize("path", ["/static/", "/static/css/", "/.git/config"])
def test_no_folder_is_listed(path: str, adas: Browser) -> None:
    assert adas.get(path).status_code == 404


def test_the_door_itself_stays_out_of_caches(client: Browser, db: None) -> None:
    assert client.get("/sign-in/").headers["Cache-Control"] == "no-store"


def inline(html: str) -> list[str]:
    """What the policy would not let run or apply."""
    return re.findall(
        r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", html
    )


@pytest.mark.parametrize("page", ["/sign-in/", "/clients/", "/nowhere/", "/?a=%00"])
def test_nothing_is_inline(page: str, adas: Browser, client: Browser, db: None) -> None:
    browser = Browser() if page == "/sign-in/" else adas
    html = browser.get(page).content.decode()
    assert "<h1" in html
    assert inline(html) == []


def test_the_look_for_inline_code_finds_it() -> None:
    html = '<p style="x"><b onclick=1><script nonce="a">1</script><style>'
    assert len(inline(html)) == 4


def test_htmx_runs_no_text_and_keeps_no_page(client: Browser, db: None) -> None:
    html = client.get("/sign-in/").content.decode()
    (config,) = re.findall(r"name=\"htmx-config\" content='([^']+)'", html)
    for said in (
        '"allowEval": false',
        '"allowScriptTags": false',
        '"includeIndicatorStyles": false',
        '"selfRequestsOnly": true',
        '"historyCacheSize": 0',
    ):
        assert said in config


def test_cookies_are_out_of_reach_of_scripts(
    client: Browser, ada: User, rf: Any
) -> None:
    client.get("/sign-in/")
    ada.set_password("between two chairs")
    ada.save(update_fields=["password"])
    client.post("/sign-in/", {"username": "ada", "password": "between two chairs"})
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE


def test_a_form_without_its_token_gets_a_page_that_says_what_to_do(
    ada: User,
) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(ada)
    response = browser.post("/clients/")
    assert response.status_code == 403
    assert "This page had been open too long" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


# What is said when something fails


def test_an_unknown_page_is_a_plain_404(failing: Browser) -> None:
    response = failing.get("/nowhere/")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_a_fault_says_so_and_nothing_of_itself(failing: Browser) -> None:
    response = failing.get("/fault/")
    assert response.status_code == 500
    html = response.content.decode()
    assert "Something went wrong here" in html
    assert "ZeroDivision" not in html


def test_without_a_database_it_says_when_to_try_again(failing: Browser) -> None:
    response = failing.get("/no-database/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "The records cannot be reached" in response.content.decode()


def test_without_a_database_even_who_asks_is_unknown(
    failing: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: Any) -> None:
        raise DatabaseUnavailableError

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", gone)
    response = failing.get("/")
    assert response.status_code == 503


@pytest.mark.parametrize("page", ["/nowhere/", "/fault/", "/no-database/", "/?a=%00"])
def test_no_error_page_names_anyone(failing: Browser, page: str) -> None:
    failing.get("/says-a-name/")
    html = failing.get(page).content.decode()
    assert "Third Chair" in html
    assert "Okafor" not in html
    assert "Finch" not in html


@pytest.mark.parametrize(
    "template",
    ["400", "403", "403_csrf", "404", "413", "500", "503", "503_busy", "error"],
)
def test_error_pages_ask_the_database_nothing(
    template: str, adas: Browser, rf: Any, django_assert_num_queries: Any
) -> None:
    request = rf.get("/")
    request.session = SessionStore(adas.session.session_key)
    request.user = SimpleLazyObject(User.objects.get)
    MessageMiddleware(lambda _: HttpResponse()).process_request(request)
    with django_assert_num_queries(0):
        assert render(request, f"{template}.html").content
