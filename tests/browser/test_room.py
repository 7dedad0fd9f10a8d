"""The signing room in a browser: one thing at a time, and no way out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from clients.models import Contact
from practice.models import User
from releases.models import SigningSession
from tests.browser.steps import (
    give_back,
    heading,
    press,
    type_the_mark,
    up_to_the_mark,
)
from tests.browser.test_access import faults
from tests.signed import draft_for

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unprinted"),
]


@pytest.fixture
def handed(adas_page: Page, ada: User, ben: Contact) -> Page:
    """Ada's page, handed over to Jordan."""
    adas_page.goto(f"/drafts/{draft_for(ben, ada).pk}/signature/")
    press(adas_page, "Hand over")
    heading(adas_page, "What Ben Hart may hear")
    return adas_page


def test_an_address_back_reload_and_a_new_tab_lead_to_the_room(
    handed: Page, context: BrowserContext, live_server: Any
) -> None:
    room = f"{live_server.url}/room/read/"
    handed.goto("/clients/")
    expect(handed).to_have_url(room)
    handed.go_back()
    expect(handed).to_have_url(room)
    handed.reload()
    expect(handed).to_have_url(room)
    tab = context.new_page()
    tab.goto("/")
    expect(tab).to_have_url(room)
    heading(tab, "What Ben Hart may hear")
    for page in (handed, tab):
        expect(page.get_by_role("navigation")).to_have_count(0)
        expect(page.get_by_role("search")).to_have_count(0)


def test_what_another_tab_still_shows_goes_as_it_is_handed_over(
    adas_page: Page, context: BrowserContext, ada: User, ben: Contact
) -> None:
    other = context.new_page()
    other.goto("/week/")
    adas_page.goto(f"/drafts/{draft_for(ben, ada).pk}/signature/")
    press(adas_page, "Hand over")
    heading(other, "What Ben Hart may hear")


def test_without_its_cookie_there_is_the_door_and_another_browser_is_free(
    handed: Page,
    ada: User,
    new_context: Callable[..., BrowserContext],
    let_in: Callable[..., None],
) -> None:
    second = new_context()
    let_in(ada, into=second)
    page = second.new_page()
    page.goto("/week/")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    handed.context.clear_cookies()
    handed.goto("/clients/")
    heading(handed, "Sign in")


def test_left_alone_it_goes_without_a_word_from_anybody(handed: Page) -> None:
    handed.clock.install()
    handed.reload()
    SigningSession.objects.update(last_seen="2026-01-01T00:00Z")
    handed.clock.fast_forward("05:02")
    heading(handed, "Please hand it back.")
    expect(handed.get_by_text("Nobody was here for five minutes.")).to_be_visible()
    give_back(handed)
    expect(handed.get_by_role("status").first).to_contain_text("Nothing was signed.")


def test_each_page_of_it_is_open_to_everyone(handed: Page) -> None:
    found = [*faults(handed)]
    press(handed, "I have read it")
    found += faults(handed)
    handed.get_by_label("I can read this page").check()
    press(handed, "I agree to sign on the screen")
    found += faults(handed)
    press(handed, "Go on")
    heading(handed, "Sign here")
    found += faults(handed)
    handed.get_by_role("link", name="I’d rather not").click()
    heading(handed, "You do not have to sign")
    found += faults(handed)
    handed.get_by_role("link", name="Go back to signing").click()
    type_the_mark(handed)
    heading(handed, "Thank you")
    found += faults(handed)
    give_back(handed)
    heading(handed, "Release for Ben Hart")
    assert found == []


def test_a_mark_goes_round_to_two_witnesses(
    adas_page: Page, ada: User, ben: Contact
) -> None:
    page = adas_page
    page.goto(f"/drafts/{draft_for(ben, ada).pk}/signature/")
    up_to_the_mark(page)
    page.get_by_label("I cannot write").check()
    page.get_by_label("I have read this release").check()
    press(page, "Sign", exact=True)
    for who, name in (("witness", "Finn Doyle"), ("second witness", "Cleo Marsh")):
        heading(page, f"For the {who}")
        page.get_by_label("Your full name").fill(name)
        press(page, "I saw it signed")
    heading(page, "Thank you")
