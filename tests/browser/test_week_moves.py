"""A session is moved in the week by dragging it, or with the keyboard."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import ClosedDay
from practice.spans import end_of
from tests.booked import book
from tests.clock import DAY, HOUR, MINUTE, afternoon
from tests.signed import sign
from tests.working import works

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]


@pytest.fixture
def monday() -> datetime:
    """Three o'clock on a Monday in two weeks."""
    return afternoon(14 - timezone.localdate().weekday())


@pytest.fixture
def session(jordan: Client, ben: Contact, monday: datetime) -> Session:
    """Jordan with Ben, whose release ends with that Wednesday."""
    sign(ben, ends=end_of(timezone.localdate(monday + 2 * DAY)))
    return book(jordan, [ben], monday)


@pytest.fixture
def week(adas_page: Page, session: Session) -> Page:
    adas_page.set_viewport_size({"width": 1280, "height": 1100})
    adas_page.goto(f"/week/{timezone.localdate(session.during.lower).isoformat()}/")
    return adas_page


def block(page: Page) -> Locator:
    return page.get_by_role("listitem").filter(has_text="J.R. + 1")


def drag(page: Page, *, days: int, quarters: int) -> None:
    """So many days to the right, and quarters of an hour down."""
    block(page).scroll_into_view_if_needed()
    box, day = block(page).bounding_box(), page.locator(".week-day").first
    wide, five = day.bounding_box(), page.locator(".week-hours > li").first
    hour = five.bounding_box()
    assert box
    assert wide
    assert hour
    x, y = box["x"] + box["width"] / 2, box["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(
        x + days * wide["width"], y + quarters * hour["height"] / 4, steps=8
    )
    page.mouse.up()


def starts(session: Session) -> datetime:
    session.refresh_from_db()
    return session.during.lower


def test_a_session_is_dragged_to_another_day_and_time(
    week: Page, session: Session, monday: datetime
) -> None:
    drag(week, days=1, quarters=-5)
    expect(week.locator(".week-said")).to_contain_text("Moved to")
    assert starts(session) == monday + DAY - HOUR - 15 * MINUTE
    tuesday = week.locator(".week-day").nth(1)
    expect(tuesday.get_by_role("listitem").filter(has_text="1:45")).to_be_visible()


def test_a_move_is_undone(week: Page, session: Session, monday: datetime) -> None:
    drag(week, days=1, quarters=0)
    week.get_by_role("button", name="Undo").click()
    expect(week.get_by_role("button", name="Undo")).to_have_count(0)
    region = week.locator(".week-day").first
    expect(region.get_by_role("listitem").filter(has_text="J.R. + 1")).to_be_visible()
    assert starts(session) == monday


def test_a_refusal_puts_it_back_and_says_what_would_help(
    week: Page, session: Session, ben: Contact, monday: datetime
) -> None:
    drag(week, days=3, quarters=0)
    refused = week.get_by_role("alert")
    expect(refused).to_contain_text("This session was not moved")
    expect(refused).to_contain_text("Ben Hart")
    remedy = refused.locator(".remedies a").first
    expect(remedy).to_have_attribute("href", f"/contacts/{ben.pk}/release/")
    region = week.locator(".week-day").first
    expect(region.get_by_role("listitem").filter(has_text="J.R. + 1")).to_be_visible()
    assert starts(session) == monday
    refused.get_by_role("button", name="Close").click()
    expect(refused).to_have_count(0)


def test_a_time_that_is_taken_is_refused_in_words(
    week: Page, session: Session, teo: Client, rosa: Contact, monday: datetime
) -> None:
    sign(rosa, authority_ends_at=timezone.now() + 300 * DAY)
    book(teo, [rosa], monday + DAY)
    drag(week, days=1, quarters=0)
    expect(week.get_by_role("alert")).to_contain_text("another shared session then")
    assert starts(session) == monday


@pytest.fixture
def outside(session: Session) -> None:
    """It is at a time at which Ada does not work: she said why."""
    works(session.clinician, range(1, 2), 14, 17)
    session.outside_hours_because = "His mother can."
    session.save(update_fields=["outside_hours_because"])


def test_a_reason_for_one_time_is_none_for_another(
    outside: None, week: Page, session: Session, monday: datetime
) -> None:
    tuesday = timezone.localdate(monday + DAY)
    ClosedDay.objects.create(name="Retreat", first_on=tuesday, last_on=tuesday)
    drag(week, days=1, quarters=0)
    expect(week.get_by_role("alert")).to_contain_text("The practice is closed then")
    assert starts(session) == monday


def test_what_is_moved_back_has_its_reason_back(
    outside: None, week: Page, session: Session, monday: datetime
) -> None:
    drag(week, days=1, quarters=0)
    week.get_by_role("button", name="Undo").click()
    expect(week.locator(".week-said")).to_contain_text("Moved to Mon")
    assert starts(session) == monday
    assert session.outside_hours_because == "His mother can."


def test_without_an_answer_it_is_not_said_where_it_is(
    week: Page, session: Session, monday: datetime
) -> None:
    week.evaluate(  # it is moved, and the week is not read anew
        """() => {
            const read = window.fetch;
            const lost = (url) => String(url).includes("/week/");
            window.fetch = (url, how) =>
                lost(url) ? Promise.reject(new TypeError()) : read(url, how);
        }"""
    )
    drag(week, days=1, quarters=0)
    said = week.locator(".week-said")
    expect(said).to_contain_text("Load this page again to see whether it was moved.")
    assert starts(session) == monday + DAY


def test_who_moved_it_meanwhile_is_not_overruled(
    week: Page, session: Session, monday: datetime
) -> None:
    session.during = type(session.during)(monday + HOUR, monday + 2 * HOUR, "[)")
    session.save(update_fields=["during"])
    drag(week, days=1, quarters=0)
    expect(week.get_by_role("alert")).to_contain_text("Someone else")
    assert starts(session) == monday + HOUR


def test_a_session_is_moved_with_the_keyboard(
    week: Page, session: Session, monday: datetime
) -> None:
    block(week).get_by_role("link").focus()
    week.keyboard.press("m")
    expect(week.locator(".week-said")).to_contain_text("Arrow keys move it")
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
        week.keyboard.press(key)
    expect(week.locator(".week-said")).to_contain_text("2:30 pm")
    week.keyboard.press("Enter")
    expect(week.locator(".week-said")).to_contain_text("Moved to")
    assert starts(session) == monday + DAY - 30 * MINUTE
    expect(block(week).get_by_role("link")).to_be_focused()


def test_escape_puts_it_back_and_asks_nothing(
    week: Page, session: Session, monday: datetime
) -> None:
    block(week).get_by_role("button", name="Move").focus()
    week.keyboard.press("Enter")
    week.keyboard.press("ArrowRight")
    week.keyboard.press("Escape")
    region = week.locator(".week-day").first
    expect(region.get_by_role("listitem").filter(has_text="J.R. + 1")).to_be_visible()
    expect(block(week).get_by_role("link")).to_be_focused()
    assert starts(session) == monday


def test_a_click_still_opens_the_session(week: Page, session: Session) -> None:
    block(week).click(position={"x": 20, "y": 12})
    week.wait_for_url(f"**/sessions/{session.pk}/")
