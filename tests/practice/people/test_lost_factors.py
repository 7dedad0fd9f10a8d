"""A phone or a key lost: an admin takes away what it showed, and it is written down."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client as Browser

from practice.models import AccountEventKind, MadeSure, User
from practice.people.acts import take_factors
from tests.factors import app_of
from tests.jobs import run_waiting
from tests.mailing import Server, text_of
from tests.practice.accounts.test_confirming import PASSWORD, long_in
from tests.privacy.doors import browser_of
from tests.refusals import refused_by

__all__ = ["long_in"]
CALLED = {"made_sure": "called_back"}
SAYS = "Take their second factors away"


@pytest.fixture
def noras(nora: User) -> Browser:
    return browser_of(nora)


def said_in(response: Any) -> str:
    return str(response.content.decode())


def path_of(person: User) -> str:
    return f"/settings/people/{person.pk}/second-factors/"


def test_it_is_taken_away_told_and_ends_their_sessions(
    ada: User, noras: Browser, post: Server, settings: Any
) -> None:
    User.objects.filter(pk=ada.pk).update(email="ada@work.example")
    app_of(ada)
    browser = browser_of(ada)
    assert browser.get("/clients/").status_code == 200
    page = f"/settings/people/{ada.pk}/"
    assert SAYS in noras.get(page).content.decode()
    answer = noras.post(path_of(ada), CALLED, follow=True).content.decode()
    assert SAYS not in answer
    assert "made sure who asked: Called at the number" in answer
    assert "Second factors taken away, as lost" in answer
    assert not Authenticator.objects.exists()
    assert browser.get("/clients/").headers["Location"].startswith("/sign-in/")
    run_waiting()
    (mail,) = post.taken
    assert mail["To"] == "ada@work.example"
    assert "took your second factors away" in text_of(mail)
    assert "that it was you: Called at the number" in " ".join(text_of(mail).split())
    settings.MFA_REQUIRED = True
    ada.refresh_from_db()
    assert browser_of(ada).get("/clients/").headers["Location"] == "/own-account/"


def test_it_asks_for_the_admins_password(ada: User, long_in: Browser) -> None:
    app_of(ada)
    assert long_in.post(path_of(ada), CALLED).status_code == 403
    assert Authenticator.objects.exists()
    sent = {**CALLED, "confirm_password": PASSWORD}
    assert long_in.post(path_of(ada), sent).status_code == 302
    assert not Authenticator.objects.exists()


def test_nobody_takes_their_own_away_there(nora: User, noras: Browser) -> None:
    app_of(nora)
    assert SAYS not in noras.get(f"/settings/people/{nora.pk}/").content.decode()
    noras.post(path_of(nora), CALLED)
    assert Authenticator.objects.exists()
    with refused_by("account_event_by_another"):
        take_factors(nora, nora, MadeSure.IN_PERSON)


@pytest.mark.parametrize("said", [{}, {"made_sure": ""}, {"made_sure": "unsaid"}])
def test_an_admin_says_how_they_made_sure_who_asks(
    said: dict[str, str], ada: User, nora: User, noras: Browser
) -> None:
    app_of(ada)
    answer = noras.post(path_of(ada), said)
    assert answer.status_code == 422
    assert re.search(
        r'id="error_\d_id_made_sure|made_sure.*is-invalid', said_in(answer)
    )
    assert Authenticator.objects.exists()
    how = said.get("made_sure", "")
    with refused_by("lost_factors_say_who_asked" if how else "account_event_made_sure"):
        take_factors(ada, nora, how)


@pytest.mark.usefixtures("db")
def test_who_has_none_keeps_their_sessions(ada: User, noras: Browser) -> None:
    browser = browser_of(ada)
    noras.post(path_of(ada), CALLED)
    assert browser.get("/clients/").status_code == 200
    assert not ada.account_events.filter(kind=AccountEventKind.FACTORS_TAKEN).exists()


def test_an_admin_has_an_address_of_their_own(nora: User, noras: Browser) -> None:
    assert "Add an address" in noras.get("/own-account/").content.decode()
    assert "before each working day" not in noras.get("/own-mail/").content.decode()
    noras.post("/own-mail/", {"email": "nora@work.example"})
    assert "nora@work.example" in noras.get("/own-account/").content.decode()
    nora.refresh_from_db()
    assert nora.email == "nora@work.example"
