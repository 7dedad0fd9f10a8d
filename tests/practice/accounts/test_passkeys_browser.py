"""Passkeys, with an authenticator that the browser makes up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client as Browser
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from clients.models import Contact
from practice.models import SignInAttempt, User
from tests.browser.steps import heading, press
from tests.factors import shown
from tests.signed import draft_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]

PASSWORD = "between two chairs"


@pytest.fixture
def here(live_server: Any) -> str:
    """Browsers make no passkeys for an address of numbers."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def key(page: Page, context: BrowserContext) -> Iterator[CDPSession]:
    """A machine that asks for a finger, and is shown the right one."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield session
    session.detach()


@pytest.fixture
def signed_in(page: Page, ada: User, here: str) -> Page:
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])
    page.goto(f"{here}/sign-in/?next=/own-account/")
    enter(page)
    expect(page).to_have_title("Your account · Third Chair")
    return page


def enter(page: Page) -> None:
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def make_one(page: Page, *, alone: bool = True) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What you call it").fill("My laptop")
    if not alone:
        page.get_by_label("Sign in with it alone").uncheck()
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("My laptop").first).to_be_visible()


def test_a_passkey_is_made_and_then_lets_one_in_by_itself(
    signed_in: Page, key: CDPSession, here: str
) -> None:
    page = signed_in
    make_one(page)
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{here}/sign-in/?next=/clients/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_title("Clients · Third Chair")
    assert SignInAttempt.objects.first().outcome == "signed_in"  # type: ignore[union-attr]


def test_it_stands_beside_a_password(
    signed_in: Page, key: CDPSession, here: str
) -> None:
    page = signed_in
    make_one(page, alone=False)
    page.get_by_role("button", name="Sign out").click()
    enter(page)
    expect(page.get_by_role("heading", name="One thing more")).to_be_visible()
    page.get_by_role("button", name="Show a passkey").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def test_it_says_again_who_it_is_and_loses_nothing(
    signed_in: Page, key: CDPSession, here: str
) -> None:
    page = signed_in
    make_one(page)
    session = Browser()
    session.cookies["sessionid"] = next(
        each["value"] for each in page.context.cookies() if each["name"] == "sessionid"
    )
    kept = session.session
    kept["signed_in_at"] -= 3600
    kept.save()
    page.goto(f"{here}/own-mail/")
    page.get_by_label("Your e-mail address at work").fill("ada@elm.example")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Is it still you?")).to_be_visible()
    page.get_by_role("button", name="Show a passkey").click()
    expect(page.get_by_text("It is saved.")).to_be_visible()
    assert User.objects.get(username="ada").email == "ada@elm.example"


def test_who_shows_none_is_told_and_may_try_again(
    page: Page, ada: User, here: str
) -> None:
    page.goto(f"{here}/sign-in/")
    page.evaluate(
        "() => {"
        "navigator.credentials.get = () => Promise.reject(new DOMException('no'))"
        "}"
    )
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("Nothing was shown. Try again")).to_be_visible()


def test_a_passkey_of_nobody_here_opens_nothing(
    signed_in: Page, key: CDPSession, here: str
) -> None:
    page = signed_in
    make_one(page)
    Authenticator.objects.all().delete()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("This passkey does not fit")).to_be_visible()


def test_an_app_is_set_up_and_its_code_lets_in(signed_in: Page, here: str) -> None:
    page = signed_in
    page.get_by_role("link", name="Use codes of an app").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("The code that your app shows now").fill(shown(secret))
    page.get_by_role("button", name="Use these codes").click()
    expect(page.locator(".recovery code")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("button", name="Sign out").click()
    enter(page)
    page.get_by_label("Code of your app").fill(shown(secret, later=1))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


@pytest.mark.usefixtures("unprinted")
def test_it_leads_out_of_the_signing_room(
    signed_in: Page, key: CDPSession, here: str, ada: User, ben: Contact
) -> None:
    page = signed_in
    make_one(page)
    page.goto(f"{here}/drafts/{draft_for(ben, ada).pk}/signature/")
    press(page, "Hand over")
    heading(page, "What Ben Hart may hear")
    page.goto(f"{here}/room/leaving/")
    page.get_by_role("button", name="Go on with a passkey").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
