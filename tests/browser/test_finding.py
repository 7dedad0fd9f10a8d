"""Whoever is typed into the header is at hand below it, on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from clients.models import Client
from tests.browser.steps import heading
from tests.cast import client_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]


def test_a_client_is_found_while_typing(adas_page: Page, family: Client) -> None:
    page = adas_page
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("rey jor")
    found = page.get_by_role("search").get_by_role("link", name="Jordan Reyes")
    expect(found).to_be_in_viewport()
    page.get_by_role("heading", level=1).click()
    expect(found).to_be_hidden()
    page.keyboard.press("/")
    expect(found).to_be_visible()
    page.keyboard.type("nobody")  # in place of what was typed, which is selected
    expect(page.get_by_text("No client is found by “nobody”.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("No client is found")).to_have_count(0)
    page.keyboard.type("jord")
    expect(found).to_be_visible()
    page.keyboard.press("Tab")
    expect(found).to_be_focused()
    page.keyboard.press("Enter")
    heading(page, "Jordan Reyes")


def test_the_arrow_keys_lead_to_who_was_found_and_back(
    adas_page: Page, family: Client
) -> None:
    client_of(family.clinician, "Noor Reyes")
    page = adas_page
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("reyes")
    finder = page.get_by_role("search")
    jordan = finder.get_by_role("link", name="Jordan Reyes")
    noor = finder.get_by_role("link", name="Noor Reyes")
    expect(noor).to_be_visible()
    for key, there in [
        ("ArrowDown", jordan),
        ("ArrowDown", noor),
        ("ArrowDown", noor),
        ("ArrowUp", jordan),
        ("ArrowUp", page.get_by_label("Find a client")),
    ]:
        page.keyboard.press(key)
        expect(there).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Find a client")).to_be_focused()
    expect(page.get_by_label("Find a client")).to_have_value("")
    expect(jordan).to_have_count(0)
    page.keyboard.type("maria")
    expect(jordan).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" rey")  # typing goes on
    expect(page.get_by_label("Find a client")).to_have_value("maria rey")
    expect(jordan).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    heading(page, "Jordan Reyes")


def test_they_lead_down_the_list_of_clients_too(
    adas_page: Page, family: Client
) -> None:
    page = adas_page
    page.goto("/clients/")
    page.get_by_label("Find by any part of a name").press("ArrowDown")
    expect(page.get_by_role("link", name="Jordan Reyes")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Find by any part of a name")).to_be_focused()
