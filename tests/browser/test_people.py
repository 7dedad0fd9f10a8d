"""Somebody is invited, joins and books; and is out at once as their account ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from practice.models import User
from tests.browser.steps import BOOK, follow, heading, plan, press
from tests.cast import client_of, contact_of
from tests.clock import afternoon
from tests.invited import CHOSEN
from tests.signed import sign

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]


@pytest.fixture
def noras_page(page: Page, nora: User, let_in: Callable[[User], None]) -> Page:
    """A page on which Nora is signed in."""
    let_in(nora)
    return page


def invite(page: Page) -> str:
    """Where the invitation leads that Nora is shown, once."""
    page.goto("/settings/")
    follow(page, "People")
    page.get_by_label("Full name").fill("Dr. Lena Park")
    page.get_by_label("Clinician").check()
    press(page, "Invite")
    return urlsplit(page.locator("pre").inner_text()).path


def join(page: Page, address: str) -> None:
    page.goto(address)
    press(page, "Go on")
    heading(page, "Welcome, Dr. Lena Park")
    page.get_by_label("Name to sign in by").fill(CHOSEN["username"])
    page.get_by_label(re.compile("^Password")).fill(CHOSEN["again"])
    page.get_by_label("The same password again").fill(CHOSEN["again"])
    press(page, "Join")
    page.get_by_label("Username").fill(CHOSEN["username"])
    page.get_by_label("Password").fill(CHOSEN["again"])
    press(page, "Sign in")
    expect(page.get_by_role("link", name="Schedule")).to_be_visible()


def test_who_is_invited_joins_books_and_is_out_at_once(
    noras_page: Page, new_context: Callable[..., BrowserContext]
) -> None:
    lenas_page = new_context().new_page()
    address = invite(noras_page)
    join(lenas_page, address)
    lena = User.objects.get(username=CHOSEN["username"])
    client = client_of(lena, "Ines Roy")
    sign(contact_of(client, "Ola Roy", "sister"))
    lenas_page.goto(f"/clients/{client.pk}/sessions/new/")
    plan(lenas_page, ["Ola Roy"], afternoon(5))
    press(lenas_page, BOOK)
    expect(lenas_page.get_by_role("status").first).to_contain_text("Booked: ")

    noras_page.goto("/settings/people/")
    follow(noras_page, "Dr. Lena Park")
    follow(noras_page, "End the account")
    press(noras_page, "End the account")
    expect(noras_page.get_by_role("status").first).to_contain_text("may not sign in")
    follow(lenas_page, "Clients")
    heading(lenas_page, "Sign in")

    lenas_page.goto(address)
    heading(lenas_page, "This link opens nothing")
