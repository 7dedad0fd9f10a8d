"""Whoever is typed into the header is at hand below it, on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from clients.models import Client
from tests.browser.steps import heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
