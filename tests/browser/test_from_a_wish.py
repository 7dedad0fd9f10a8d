"""From a wish to a session that is ready, in few acts."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from collateral.models import Session
from tests.browser.steps import BOOK, WHY, follow, heading, press
from tests.clock import afternoon
from tests.planned import goal_of
from tests.screened import screen
from tests.wished import wish_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_usual_plan_takes_ten_acts(
    adas_page: Page, family: Client, maria: Contact
) -> None:
    wish_for(maria)
    screen(maria)
    goal = goal_of(family)
    page, at = adas_page, timezone.localtime(afternoon())
    page.goto(f"/clients/{family.pk}/wishes/")
    follow(page, "Plan a session from it")  # 1
    page.get_by_label("Date").fill(f"{at:%Y-%m-%d}")  # 2
    page.get_by_label("Start").fill(f"{at:%H:%M}")  # 3
    page.get_by_label("Purpose").select_option(WHY)  # 4
    press(page, BOOK)  # 5
    heading(page, "The plan for")
    page.get_by_label(goal.words).check()  # 6
    page.get_by_label("Jordan Reyes approves it, and said so").check()  # 7
    press(page, "Keep the plan")  # 8
    heading(page, "Book this session again")
    press(page, "Book it again")  # 9
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Questions to start with")).to_be_visible()
    assert Session.objects.get().status == "scheduled"
