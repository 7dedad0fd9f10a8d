from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.test import Client as Browser

from practice.accounts.factors.recovery import taken
from practice.models import Outcome, SignInAttempt, UsedCode, User
from practice.people.acts import let_sign_in
from practice.secret import concealed
from tests.factors import SECRET, app_of, recovery_codes_of, shown
from tests.practice.setup.test_environment import settings_with
from tests.refusals import refused_by

PASSWORD = "between two chairs"


@pytest.fixture
def door(ada: User) -> Browser:
    """Ada has shown her password, and is asked for a code."""
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])
    app_of(ada)
    browser = Browser()
    sent = {"username": "ada", "password": PASSWORD, "next": "/clients/"}
    assert browser.post("/sign-in/", sent).url == "/sign-in/code/"
    return browser


def said(response: Any) -> str:
    return str(response.content.decode())


def test_a_password_alone_lets_nobody_in_who_has_a_second_factor(door: Browser) -> None:
    assert "_auth_user_id" not in door.session
    assert door.get("/clients/").url == "/sign-in/?next=/clients/"
    assert SignInAttempt.objects.get().outcome == Outcome.PASSED


def test_the_code_leads_on_to_where_one_was_going(door: Browser, ada: User) -> None:
    before = door.session.session_key
    assert door.post("/sign-in/code/", {"code": shown()}).url == "/clients/"
    assert door.session["_auth_user_id"] == str(ada.pk)
    assert door.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()
    outcomes = list(SignInAttempt.objects.values_list("outcome", flat=True))
    assert outcomes == [Outcome.SIGNED_IN, Outcome.PASSED]


@pytest.mark.parametrize("wrong", ["000000", "", "١٢٣٤٥٦", "x" * 41])
def test_a_wrong_code_leads_nowhere(door: Browser, wrong: str) -> None:
    response = door.post("/sign-in/code/", {"code": wrong})
    assert response.status_code == 200
    assert "_auth_user_id" not in door.session


def test_a_code_counts_once_in_every_process(door: Browser, ada: User) -> None:
    now = shown()
    door.post("/sign-in/code/", {"code": now})
    other = Browser()
    other.post("/sign-in/", {"username": "ada", "password": PASSWORD})
    from django.core.cache import cache  # noqa: PLC0415 - another process has its own

    cache.clear()
    assert "does not fit" in said(other.post("/sign-in/code/", {"code": now}))
    assert other.post("/sign-in/code/", {"code": shown(later=1)}).status_code == 302


@pytest.mark.parametrize(
    ("since", "fits"), [(-1, False), (0, True), (29.9, True), (30, False)]
)
def test_a_code_holds_for_its_half_minute_and_no_longer(
    since: float, fits: bool, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    said = settings_with(monkeypatch)
    settings.MFA_TOTP_TOLERANCE = said["MFA_TOTP_TOLERANCE"]
    counter = 60_000_000
    now = SimpleNamespace(time=lambda: counter * 30 + since)
    monkeypatch.setattr(auth, "time", now)
    code = auth.format_hotp_value(auth.hotp_value(SECRET, counter))
    assert auth.validate_totp_code(SECRET, code) is fits


@pytest.mark.django_db
def test_the_database_takes_a_code_but_once(ada: User, cleo: User) -> None:
    UsedCode.objects.create(user=ada, counter=7)
    UsedCode.objects.create(user=cleo, counter=7)
    UsedCode.objects.create(user=ada, counter=8)
    with refused_by("code_counts_once"):
        UsedCode.objects.create(user=ada, counter=7)


def test_no_secret_is_kept_bare(ada: User) -> None:
    for data in ({}, {"secret": SECRET}):
        with refused_by("factor_secret_is_concealed"):
            Authenticator.objects.create(user=ada, type="totp", data=data)
    hidden = {"secret": concealed(SECRET).decode()}
    made = Authenticator.objects.create(user=ada, type="totp", data=hidden)
    with pytest.raises(IntegrityError), transaction.atomic():
        Authenticator.objects.filter(pk=made.pk).update(data={"secret": SECRET})


def test_a_recovery_code_opens_once(door: Browser, ada: User) -> None:
    code = recovery_codes_of(ada)[0]
    assert door.post("/sign-in/code/", {"code": code}).url == "/clients/"
    other = Browser()
    other.post("/sign-in/", {"username": "ada", "password": PASSWORD})
    assert "does not fit" in said(other.post("/sign-in/code/", {"code": code}))


def test_after_five_tries_even_the_right_code_is_refused(door: Browser) -> None:
    for _ in range(5):
        door.post("/sign-in/code/", {"code": "000000"})
    answer = door.post("/sign-in/code/", {"code": shown()})
    assert "does not fit" in said(answer)
    tried = SignInAttempt.objects.filter(outcome=Outcome.NO_FACTOR)
    assert tried.count() == 5
    assert SignInAttempt.objects.filter(outcome=Outcome.REFUSED).exists()


def test_nobody_is_asked_for_a_code_without_a_password(
    client: Browser, db: None
) -> None:
    assert client.get("/sign-in/code/").url == "/sign-in/"
    assert client.post("/sign-in/code/", {"code": shown()}).url == "/sign-in/"


def test_the_password_is_forgotten_after_ten_minutes(
    door: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = door.session
    kept = session["account_login"]
    session["account_login"] = {**kept, "initiated_at": kept["initiated_at"] - 601}
    session.save()
    assert door.post("/sign-in/code/", {"code": shown()}).url == "/sign-in/"


@pytest.mark.parametrize("what", ["password", "account"])
def test_a_password_that_was_changed_meanwhile_opens_nothing(
    door: Browser, ada: User, nora: User, what: str
) -> None:
    """Nor does one whose account was ended and let back in."""
    if what == "password":
        ada.set_password("four lamps by a river")
        ada.save(update_fields=["password"])
    else:
        let_sign_in(ada, nora, may=False)
        let_sign_in(ada, nora, may=True)
    assert door.post("/sign-in/code/", {"code": shown()}).url == "/sign-in/"
    assert "_auth_user_id" not in door.session


def test_who_was_deactivated_meanwhile_is_not_in(door: Browser, ada: User) -> None:
    User.objects.update(is_active=False)
    door.post("/sign-in/code/", {"code": shown()})
    assert door.get("/clients/").url == "/sign-in/?next=/clients/"


# Passkeys, as no browser sends them (see test_passkeys_browser.py)

NO_PASSKEYS = ["", "x", "{}", "[]", "[" * 9000, '{"id": {"a": []}}', "x" * 9_000]


def test_a_browser_is_told_what_to_ask_of_a_passkey(client: Browser, db: None) -> None:
    asked = client.post("/sign-in/passkey/").json()["publicKey"]
    assert asked["userVerification"] == "required"
    assert client.session["mfa.webauthn.state"]["challenge"] == asked["challenge"]


@pytest.mark.parametrize("credential", NO_PASSKEYS)
def test_what_is_no_passkey_opens_nothing(
    client: Browser, ada: User, credential: str
) -> None:
    client.post("/sign-in/passkey/")
    answer = client.post("/sign-in/passkey/", {"credential": credential})
    assert answer.url == "/sign-in/"
    assert "_auth_user_id" not in client.session
    page = said(client.get("/sign-in/"))
    assert "does not fit" in page or "required" in page


@pytest.mark.parametrize("credential", NO_PASSKEYS)
def test_nor_does_it_stand_beside_a_password(door: Browser, credential: str) -> None:
    answer = door.post("/sign-in/code/", {"credential": credential})
    assert answer.status_code == 200
    assert "_auth_user_id" not in door.session


def test_passkeys_are_tried_twenty_times_at_one_address(
    client: Browser, ada: User
) -> None:
    for _ in range(22):
        client.post("/sign-in/passkey/", {"credential": '{"id": "x"}'})
    outcomes = list(SignInAttempt.objects.values_list("outcome", "times"))
    assert outcomes.count((Outcome.NO_FACTOR, 1)) == 20
    assert (Outcome.REFUSED, 2) in outcomes
    assert not SignInAttempt.objects.exclude(user=None).exists()


@pytest.mark.parametrize("credential", NO_PASSKEYS)
def test_nor_is_it_kept_as_one(adas: Browser, credential: str) -> None:
    adas.get("/own-account/passkey/")
    sent = {"name": "Key", "credential": credential}
    assert adas.post("/own-account/passkey/", sent).status_code == 422
    assert not Authenticator.objects.exists()


# Set up


def test_an_app_is_set_up_and_its_secret_is_never_bare(
    adas: Browser, ada: User
) -> None:
    page = said(adas.get("/own-account/code/"))
    (secret,) = re.findall(r'class="secret">(\w+)<', page)
    assert secret not in str(dict(adas.session))
    wrong = adas.post("/own-account/code/", {"code": "000000"})
    assert wrong.status_code == 422
    assert secret in said(wrong)
    answer = adas.post("/own-account/code/", {"code": shown(secret)})
    codes = re.findall(r"<code>(\d{9})</code>", said(answer))
    assert len(set(codes)) == 10
    assert taken(ada, f" {codes[0][:4]} {codes[0][4:]}")
    assert secret not in str(list(Authenticator.objects.values("data")))
    assert adas.get("/own-account/code/").url == "/own-account/"
    assert "Recovery codes left: 9" in said(adas.get("/own-account/"))
