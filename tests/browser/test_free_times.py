"""A free time is found with one click, and chosen with another."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from clients.models import Client
from practice.models import User
from tests.browser.steps import BOOK, follow, heading, panel, plan, press
from tests.clock import afternoon
from tests.working import works

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def planning(adas_page: Page, ada: User, family: Client) -> Page:
    """Ada, who works from nine to ten on any day, plans a session."""
    works(ada, range(7), 9, 10)
    adas_page.goto(f"/clients/{family.pk}/sessions/new/")
    return adas_page


def test_a_free_time_is_found_and_fills_in_the_form(planning: Page) -> None:
    planning.get_by_role("checkbox", name="Maria Reyes").check()
    planning.get_by_label("Topics to cover").fill("Of sleep.")
    press(planning, "Find a time")
    times = planning.locator("#times").get_by_role("button", name="9:00 am")
    times.nth(1).click()
    expect(planning.get_by_label("Start")).to_have_value("09:00")
    expect(planning.get_by_label("Date")).to_have_value(re.compile(r"^\d{4}-"))
    expect(planning.get_by_label("Topics to cover")).to_have_value("Of sleep.")
    expect(panel(planning)).to_contain_text("Everyone who joins is covered")


def test_the_times_change_with_who_is_ticked(planning: Page) -> None:
    times = planning.locator("#times")
    planning.get_by_role("checkbox", name="Maria Reyes").check()
    press(planning, "Find a time")
    planning.get_by_role("checkbox", name="Ben Hart").check()
    expect(times).to_contain_text("Renew first, for later")
    expect(times).to_contain_text("Prepare a renewal for Ben Hart")
    planning.get_by_role("checkbox", name="Leo Reyes").check()
    expect(times).to_contain_text("Renew first, for any of these")


def test_from_the_client_s_page_it_is_three_clicks(
    planning: Page, family: Client
) -> None:
    planning.goto(f"/clients/{family.pk}/")
    follow(planning, "Find a time")
    heading(planning, "Find a time")
    follow(planning, "9:00 am")
    heading(planning, "Plan a shared session")
    expect(planning.get_by_label("Start")).to_have_value("09:00")


def test_outside_hours_the_page_warns_and_asks_why(planning: Page) -> None:
    expect(planning.get_by_label("Why at this time")).to_have_count(0)
    plan(planning, ["Maria Reyes"], afternoon())
    expect(panel(planning)).to_contain_text("This is outside the clinician’s hours.")
    press(planning, BOOK)
    planning.get_by_role("alert").wait_for()
    planning.get_by_label("Why at this time").fill("Only then can she leave work.")
    press(planning, BOOK)
    expect(planning.get_by_text("Only then can she leave work.")).to_be_visible()
