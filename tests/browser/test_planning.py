"""Where things are while a session is planned: for the keyboard, and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from clients.models import Client
from tests.browser.steps import BOOK, heading, panel, plan, press
from tests.clock import afternoon

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def uncovered(adas_page: Page, family: Client) -> Page:
    """A session with Maria and Ben is filled in, long after Ben's release ends."""
    adas_page.goto(f"/clients/{family.pk}/sessions/new/")
    plan(adas_page, ["Maria Reyes", "Ben Hart"], afternoon(30))
    expect(panel(adas_page)).to_contain_text("before the session.")
    return adas_page


def test_what_would_help_is_met_before_the_button_that_books(uncovered: Page) -> None:
    uncovered.get_by_label("Boundaries").focus()
    met = []
    while BOOK not in met:
        uncovered.keyboard.press("Tab")
        met.append(uncovered.evaluate("document.activeElement.textContent.trim()"))
    assert met[0].startswith("Prepare a renewal for Ben")
    assert met[1].startswith("Go on without Ben")


def test_enter_in_a_field_asks_to_book_whatever_else_is_offered(
    uncovered: Page,
) -> None:
    uncovered.get_by_label("Start").press("Enter")
    heading(uncovered, "This session was not booked")


def test_a_refusal_is_where_the_keyboard_is(uncovered: Page) -> None:
    press(uncovered, BOOK)
    expect(uncovered.get_by_role("heading", level=1)).to_be_focused()
    expect(uncovered).to_have_title("This session was not booked · Third Chair")


def test_who_is_covered_stays_in_sight_on_a_phone(uncovered: Page) -> None:
    uncovered.set_viewport_size({"width": 390, "height": 700})
    uncovered.get_by_label("Date").scroll_into_view_if_needed()
    expect(panel(uncovered)).not_to_be_in_viewport()
    said = uncovered.locator("#covered")
    expect(said).to_be_in_viewport(ratio=1)
    expect(said).to_contain_text("Ben Hart: The release ends")
