"""Where everyone is to have a second factor, who has none sees nothing but how to."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client as Browser

from practice.models import User
from tests.factors import app_of, shown
from tests.practice.setup.test_environment import settings_with


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.MFA_REQUIRED = True


@pytest.mark.parametrize("path", ["/", "/week/", "/clients/", "/needs/", "/own-mail/"])
def test_every_page_leads_to_setting_one_up(adas: Browser, path: str) -> None:
    assert adas.get(path).url == "/own-account/"
    assert adas.post(path, {"q": "Jordan"}).url == "/own-account/"


def test_a_fragment_is_refused(adas: Browser) -> None:
    answer = adas.post("/clients/", {"q": "J"}, headers={"HX-Request": "true"})
    assert answer.status_code == 403


def test_that_page_says_why_and_leads_nowhere_else(adas: Browser) -> None:
    page = adas.get("/own-account/").content.decode()
    assert "until then, no other page opens" in page
    assert "/clients/" not in page
    assert "Sign out" in page
    assert adas.post("/sign-out/").url == "/sign-in/"


def test_with_a_factor_all_is_open_and_it_is_asked_once(adas: Browser) -> None:
    page = adas.get("/own-account/code/").content.decode()
    (secret,) = re.findall(r'class="secret">(\w+)<', page)
    adas.post("/own-account/code/", {"code": shown(secret)})
    assert adas.get("/week/").status_code == 200
    assert "no other page" not in adas.get("/own-account/").content.decode()


def test_who_has_one_is_led_nowhere(adas: Browser, ada: User) -> None:
    app_of(ada)
    assert adas.get("/week/").status_code == 200


def test_what_nobody_signs_in_for_is_open(adas: Browser) -> None:
    assert Browser().get("/sign-in/").status_code == 200
    assert adas.get("/verify/").status_code == 200


@pytest.mark.parametrize(
    ("said", "is_on"),
    [({}, True), ({"DEMO": "1"}, False), ({"DEMO": "1", "MFA_REQUIRED": "1"}, True)],
)
def test_it_is_on_outside_the_demo_and_may_be_turned(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], is_on: bool
) -> None:
    assert settings_with(monkeypatch, **said)["MFA_REQUIRED"] is is_on
