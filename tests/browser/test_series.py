"""A series booked on one page more than a session, and moved with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from collateral.models import Session, SessionSeries
from practice.spans import end_of, local_day
from tests.browser.steps import BOOK, follow, heading, plan, press
from tests.cast import contact_of
from tests.clock import DAY, afternoon
from tests.signed import sign

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]


@pytest.fixture
def kay(jordan: Client) -> Contact:
    """Whose release ends in three weeks."""
    made = contact_of(jordan, "Kay Ito")
    sign(made, ends=end_of(local_day(afternoon(7)) + 14 * DAY))
    return made


def test_a_series_until_the_release_ends(
    adas_page: Page, jordan: Client, kay: Contact
) -> None:
    page = adas_page
    page.goto(f"/clients/{jordan.pk}/sessions/new/")
    plan(page, ["Kay Ito"], afternoon(7))
    expect(page.get_by_label("How many times")).to_be_hidden()
    page.get_by_label("Repeats").select_option("Every week")
    expect(page.get_by_label("How many times")).to_be_visible()
    page.get_by_label("Until", exact=True).select_option("The release ends")
    expect(page.get_by_label("How many times")).to_be_hidden()
    press(page, BOOK)
    expect(page.get_by_text("4 dates · 3 can be booked now")).to_be_visible()
    assert not Session.objects.exists()
    press(page, "Book these 3")
    expect(page.get_by_role("status").first).to_contain_text("Booked three sessions.")
    assert SessionSeries.objects.get().sessions.count() == 3
    expect(page.get_by_text("1 date to book or let go")).to_be_visible()
    follow(page, "Jordan Reyes")
    expect(page.get_by_text("1 date waits to be booked or let go")).to_be_visible()


def test_what_is_asked_can_be_changed_from_the_table(
    adas_page: Page, jordan: Client, kay: Contact
) -> None:
    page = adas_page
    page.goto(f"/clients/{jordan.pk}/sessions/new/")
    plan(page, ["Kay Ito"], afternoon(7))
    page.get_by_label("Repeats").select_option("Every two weeks")
    page.get_by_label("How many times").fill("3")
    press(page, BOOK)
    press(page, "Change what is asked")
    heading(page, "Plan a shared session")
    expect(page.get_by_label("Repeats")).to_have_value("fortnight")
    expect(page.get_by_label("How many times")).to_have_value("3")
    expect(page.get_by_role("checkbox", name="Kay Ito")).to_be_checked()
