"""Asked again who it is, before what nobody may do on a screen left open."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import resolve, reverse

from collateral.looking.declared import DOWNLOADED
from practice.models import Role, SignInAttempt, System, User

PASSWORD = "between two chairs"


@pytest.fixture
def long_in(nora: User) -> Browser:
    """The admin, who signed in an hour ago."""
    nora.set_password(PASSWORD)
    nora.save(update_fields=["password"])
    browser = Browser()
    browser.force_login(nora)
    session = browser.session
    session["signed_in_at"] = time.time() - 3600
    session.save()
    return browser


def said(response: Any) -> str:
    return str(response.content.decode())


def test_what_was_typed_is_kept_and_done_once_it_is_confirmed(long_in: Browser) -> None:
    asked = long_in.post("/settings/programs/", {"name": "Ida’s <scheduler>"})
    assert asked.status_code == 403
    assert "Is it still you?" in said(asked)
    assert 'name="name" value="Ida’s &lt;scheduler&gt;"' in said(asked)
    assert not System.objects.exists()
    sent = {"name": "Ida’s <scheduler>", "confirm_password": PASSWORD}
    assert "The token of" in said(long_in.post("/settings/programs/", sent))
    assert System.objects.get().name == "Ida’s <scheduler>"


def test_a_wrong_password_asks_again_and_loses_nothing(long_in: Browser) -> None:
    sent = {"name": "Scheduler", "confirm_password": "wrong"}
    asked = long_in.post("/settings/programs/", sent)
    assert asked.status_code == 403
    assert "does not fit" in said(asked)
    assert 'name="name" value="Scheduler"' in said(asked)
    assert "wrong" not in re.sub(r"<p.*?</p>", "", said(asked))
    assert not System.objects.exists()
    assert SignInAttempt.objects.get().outcome == "failed"


def test_it_holds_for_five_minutes(long_in: Browser) -> None:
    long_in.post("/settings/programs/", {"name": "A", "confirm_password": PASSWORD})
    assert long_in.post("/settings/programs/", {"name": "B"}).status_code == 200
    session = long_in.session
    session["confirmed_at"] = time.time() - 301
    session.save()
    assert long_in.post("/settings/programs/", {"name": "C"}).status_code == 403
    assert {each.name for each in System.objects.all()} == {"A", "B"}


def test_who_has_just_signed_in_is_not_asked(nora: User) -> None:
    browser = Browser()
    browser.force_login(nora)
    assert browser.post("/settings/programs/", {"name": "A"}).status_code == 200


def test_looking_at_a_form_asks_nothing(long_in: Browser) -> None:
    assert "Is it still you?" not in said(long_in.get("/settings/programs/"))


def test_a_page_that_only_shows_opens_once_it_is_confirmed(long_in: Browser) -> None:
    path = "/history/export.csv"
    asked = long_in.get(path)
    assert asked.status_code == 403
    assert 'name="confirm_look"' in said(asked)
    sent = {"confirm_look": "1", "confirm_password": PASSWORD}
    assert long_in.post(path, sent).url == path
    assert long_in.get(path).status_code == 200


@pytest.mark.parametrize("page", ["leaving", "role"])
def test_before_an_account_ends_or_becomes_another(
    long_in: Browser, cleo: User, page: str
) -> None:
    path = f"/settings/people/{cleo.pk}/{page}/"
    assert long_in.get(path).status_code == 200
    asked = long_in.post(path, {"role": "front_desk"})
    assert asked.status_code == 403
    cleo.refresh_from_db()
    assert cleo.is_active
    assert cleo.role == Role.CLINICIAN
    sent = {"role": "front_desk", "confirm_password": PASSWORD}
    assert long_in.post(path, sent).status_code == 302
    cleo.refresh_from_db()
    assert (cleo.is_active, cleo.role) != (True, Role.CLINICIAN)


@pytest.mark.parametrize("route", sorted(DOWNLOADED))
def test_whatever_is_exported_asks_first(route: str) -> None:
    view: Any = resolve(reverse(route)).func
    assert {"GET", "HEAD"} <= set(view.confirmed)


def test_to_others_the_page_is_still_not_there(adas: Browser) -> None:
    session = adas.session
    session["signed_in_at"] = time.time() - 3600
    session.save()
    assert adas.get("/history/export.csv").status_code == 404
    assert (
        adas.post("/settings/programs/", {"confirm_password": "x"}).status_code == 404
    )


def test_five_wrong_ones_lock_as_at_the_door(long_in: Browser) -> None:
    for _ in range(5):
        long_in.post("/settings/programs/", {"name": "A", "confirm_password": "wrong"})
    sent = {"name": "A", "confirm_password": PASSWORD}
    assert "does not fit" in said(long_in.post("/settings/programs/", sent))
    assert not System.objects.exists()


@pytest.mark.parametrize("passkey", ["", "x", "{}", "[" * 9000, '{"id": {"a": []}}'])
def test_what_is_no_passkey_confirms_nothing(long_in: Browser, passkey: str) -> None:
    sent = {"name": "A", "confirm_passkey": passkey}
    asked = long_in.post("/settings/programs/", sent)
    assert asked.status_code == 403
    assert "does not fit" in said(asked) or "required" in said(asked)
    assert not System.objects.exists()
