"""An empty half hour of the week is booked, in three acts."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from collateral.models import Session
from practice.formats import say_weekday
from tests.booked import book
from tests.browser.steps import BOOK, follow, heading, press
from tests.clock import DAY, HOUR, afternoon
from tests.signed import sign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def monday() -> datetime:
    """Three o’clock on a Monday in two weeks."""
    return afternoon(14 - timezone.localdate().weekday())


@pytest.fixture
def week(adas_page: Page, jordan: Client, ben: Contact, monday: datetime) -> Page:
    """Jordan meets with Ben that Monday."""
    sign(ben)
    book(jordan, [ben], monday)
    adas_page.set_viewport_size({"width": 1280, "height": 1100})
    adas_page.goto(f"/week/{timezone.localdate(monday).isoformat()}/")
    return adas_page


def test_a_slot_is_booked_as_last_time_in_three_acts(
    week: Page, ben: Contact, monday: datetime
) -> None:
    tuesday = say_weekday(timezone.localdate(monday + DAY))
    week.get_by_role("link", name=f"Book {tuesday}, 4:00 pm").click()
    heading(week, f"Book {tuesday}, 4:00 pm")
    assert "Reyes" not in week.url
    follow(week, "As last time, with Ben Hart")
    press(week, BOOK)
    expect(week.get_by_role("status").first).to_contain_text("Booked")
    made = Session.objects.order_by("pk").last()
    assert made
    assert made.during.lower == monday + DAY + HOUR
    assert [seat.contact for seat in made.participants.all()] == [ben]


def test_arrow_keys_lead_from_slot_to_slot(week: Page, monday: datetime) -> None:
    first = say_weekday(timezone.localdate(monday))
    after = say_weekday(timezone.localdate(monday + DAY))
    week.get_by_role("link", name=f"Book {first}, 8:00 am").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight"):
        week.keyboard.press(key)
    expect(week.get_by_role("link", name=f"Book {after}, 8:30 am")).to_be_focused()
    week.keyboard.press("Enter")
    heading(week, f"Book {after}, 8:30 am")


def test_a_client_is_found_by_name(week: Page, teo: Client, monday: datetime) -> None:
    day = timezone.localdate(monday).isoformat()
    week.goto(f"/week/slot/?date={day}&start=09:00")
    week.locator("main").get_by_label("Find by any part of a name").fill("Teo")
    week.locator("main").get_by_role("button", name="Find").click()
    clients = week.get_by_role("region", name="Clients")
    expect(clients.get_by_role("listitem")).to_have_count(1)
    clients.get_by_role("link", name="Teo Vance").click()
    assert week.get_by_label("Date").input_value() == day
    assert week.get_by_label("Start").input_value() == "09:00"
