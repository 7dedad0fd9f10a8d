"""What of a session can be read in the week, in the room that its time gives it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from practice.models import Room
from practice.spans import end_of
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.signed import sign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A line that is cut through, and words that have no line.
CUT = """appt => [...appt.children].some(each =>
    each.getBoundingClientRect().bottom > appt.getBoundingClientRect().bottom)"""
LEFT_OUT = (
    "appt => [...appt.children].some(each => each.scrollHeight > each.clientHeight + 1)"
)


@pytest.fixture
def monday() -> datetime:
    """Three o'clock on a Monday in two weeks."""
    return afternoon(14 - timezone.localdate().weekday())


def shown(page: Page, monday: datetime) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"/week/{timezone.localdate(monday).isoformat()}/")


@pytest.mark.parametrize("minutes", [25, 30, 50])
def test_no_line_of_a_short_session_is_cut(
    adas_page: Page, jordan: Client, ben: Contact, monday: datetime, minutes: int
) -> None:
    sign(ben)
    room = Room.objects.create(name="Room 2")
    book(jordan, [ben], monday, ends=monday + timedelta(minutes=minutes), room=room)
    shown(adas_page, monday)
    session = adas_page.get_by_role("listitem").filter(has_text="J.R. + 1")
    expect(session).to_contain_text("covered · Room 2")
    assert not session.evaluate(CUT)
    assert not session.evaluate(LEFT_OUT)


def test_a_week_of_seven_days_is_read_to_its_end(
    adas_page: Page, jordan: Client, ben: Contact, maria: Contact, monday: datetime
) -> None:
    saturday = monday + 5 * DAY
    sign(ben, ends=end_of(timezone.localdate(saturday)))
    sign(maria)
    for starts in (monday, saturday):
        book(jordan, [ben, maria], starts)
    shown(adas_page, monday)
    sessions = adas_page.get_by_role("listitem").filter(has_text="J.R. + 2")
    expect(sessions).to_have_count(2)
    expect(sessions.first).to_contain_text("release ends")
    assert not any(each.evaluate(CUT) for each in sessions.all())
    assert not any(each.evaluate(LEFT_OUT) for each in sessions.all())


def test_a_short_session_is_read_in_a_week_of_seven_days(
    adas_page: Page, jordan: Client, ben: Contact, maria: Contact, monday: datetime
) -> None:
    saturday = monday + 5 * DAY
    sign(ben, ends=end_of(timezone.localdate(saturday)))
    sign(maria)
    for starts in (monday, saturday):
        book(jordan, [ben, maria], starts, ends=starts + timedelta(minutes=25))
    shown(adas_page, monday)
    sessions = adas_page.get_by_role("listitem").filter(has_text="J.R. + 2")
    expect(sessions.first).to_contain_text("release ends")
    for each in sessions.all():
        assert not each.evaluate(CUT)
        when = each.locator("a").first
        assert when.evaluate("each => each.scrollWidth <= each.clientWidth")


def test_a_phone_has_a_list_with_today_first(
    adas_page: Page, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    page = adas_page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/week/")
    tops = page.get_by_role("region").evaluate_all(
        "days => days.map(day => [day.getBoundingClientRect().top, day.className])"
    )
    days = [name for _, name in sorted(tops) if "week-day" in name]
    past = [name for name in days if "past" in name]
    assert days[len(days) - len(past) :] == past
    expect(page.locator(".slot:visible")).to_have_count(0)
