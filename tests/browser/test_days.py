"""A day beside its field in US order, wherever the browser comes from."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from practice.formats import say_day
from tests.clock import afternoon

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A browser that itself would write 17/12/2026, and lives east of Greenwich."""
    far = {"locale": "en-GB", "timezone_id": "Asia/Kolkata"}
    return {**browser_context_args, **far}


def test_a_day_is_said_as_it_is_chosen(adas_page: Page, jordan: Client) -> None:
    adas_page.goto(f"/clients/{jordan.pk}/sessions/new/")
    date = adas_page.get_by_label("Date")
    expect(date).to_have_accessible_description("")
    date.fill("2026-12-17")
    expect(date).to_have_accessible_description("Thu, Dec 17, 2026")
    expect(adas_page.get_by_text("Thu, Dec 17, 2026", exact=True)).to_be_visible()
    date.fill("")
    expect(date).to_have_accessible_description("")


def test_a_day_that_is_proposed_is_said_at_once(adas_page: Page, ben: Contact) -> None:
    adas_page.goto(f"/contacts/{ben.pk}/release/")
    for label, days in (("From", 0), ("Until, and including", 180)):
        field = adas_page.get_by_label(label)
        expect(field).to_have_accessible_description(say_day(afternoon(days)))
