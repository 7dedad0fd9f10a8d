"""The whole job where scripts are switched off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from clients.models import Client
from collateral.models import Session
from practice.models import User
from tests.browser.steps import (
    BOOK,
    follow,
    give_back,
    heading,
    make_the_mark,
    panel,
    plan,
    press,
    typed,
    up_to_the_mark,
)
from tests.clock import afternoon

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]


@pytest.fixture
def plain(
    new_context: Callable[..., BrowserContext], ada: User, let_in: Callable[..., None]
) -> Page:
    """A page without scripts, on which Ada is signed in."""
    context = new_context(java_script_enabled=False)
    let_in(ada, into=context)
    return context.new_page()


def test_a_session_is_refused_renewed_signed_and_booked(
    plain: Page, family: Client, unprinted: None
) -> None:
    plain.goto("/")
    plain.get_by_role("searchbox", name="Find a client").fill("jordan")
    plain.keyboard.press("Enter")
    follow(plain, "Jordan Reyes")
    follow(plain, "Plan a shared session")
    plan(plain, ["Maria Reyes", "Ben Hart"], afternoon(30))
    plain.get_by_label("Topics to cover").fill("Sleep")
    press(plain, "Check who is covered")
    expect(panel(plain)).to_contain_text("before the session.")
    before: dict[str, Any] = typed(plain)
    assert (before["who"], before["topics"]) == (2, "Sleep")
    press(plain, BOOK)
    heading(plain, "This session was not booked")
    follow(plain, "Prepare a renewal for Ben")
    press(plain, "Save, then sign on the screen")
    up_to_the_mark(plain)
    expect(plain.get_by_label("Draw it")).to_be_hidden()
    plain.get_by_label("Type your full name").fill("Jordan Reyes")
    make_the_mark(plain)
    give_back(plain)
    expect(panel(plain)).to_contain_text("Everyone who joins is covered")
    assert typed(plain) == before
    press(plain, BOOK)
    expect(plain.get_by_role("status")).to_contain_text("Booked: ")
    assert Session.objects.get().participants.count() == 2


@pytest.mark.parametrize("button", ["Move to ", "Book without Ben"])
def test_the_other_remedies_are_plain_buttons(
    plain: Page, family: Client, button: str
) -> None:
    plain.goto(f"/clients/{family.pk}/sessions/new/")
    plan(plain, ["Maria Reyes", "Ben Hart"], afternoon(30))
    press(plain, BOOK)
    plain.get_by_role("button", name=button).click()
    expect(plain.get_by_role("status")).to_contain_text("Booked: ")


def test_a_client_is_found_by_pressing_find(plain: Page, family: Client) -> None:
    plain.goto("/clients/")
    plain.get_by_label("Find by any part of a name").fill("eyes")
    press(plain, "Find", exact=True)
    expect(plain.get_by_role("link", name="Jordan Reyes")).to_be_visible()
