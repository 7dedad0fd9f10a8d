"""A session is moved in the week with a finger that rests on it; one that does not scrolls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import User
from tests.booked import book
from tests.clock import DAY, HOUR, MINUTE, afternoon
from tests.signed import sign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def monday() -> datetime:
    """Three o'clock on a Monday in two weeks."""
    return afternoon(14 - timezone.localdate().weekday())


@pytest.fixture
def session(jordan: Client, ben: Contact, monday: datetime) -> Session:
    sign(ben)
    return book(jordan, [ben], monday)


@pytest.fixture
def tablet(
    browser: Browser, ada: User, let_in: Callable[..., None], live_server: Any
) -> Iterator[Page]:
    """A page on a tablet, on which Ada is signed in."""
    context = browser.new_context(
        base_url=live_server.url,
        has_touch=True,
        timezone_id=settings.TIME_ZONE,
        viewport={"width": 1180, "height": 820},
    )
    let_in(ada, into=context)
    yield context.new_page()
    context.close()


@pytest.fixture
def week(tablet: Page, session: Session) -> Page:
    tablet.goto(f"/week/{timezone.localdate(session.during.lower).isoformat()}/")
    block(tablet).scroll_into_view_if_needed()
    return tablet


def block(page: Page) -> Locator:
    return page.get_by_role("listitem").filter(has_text="J.R. + 1")


class Finger:
    """Touches the page, as the hardware would."""

    def __init__(self, page: Page, at: tuple[float, float]) -> None:
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        self.x, self.y = at
        self._send("touchStart")

    def move(self, right: float, down: float, steps: int = 8) -> None:
        for _ in range(steps):
            self.x, self.y = self.x + right / steps, self.y + down / steps
            self._send("touchMove")

    def lift(self) -> None:
        self._send("touchEnd")

    def _send(self, kind: str) -> None:
        points = [] if kind == "touchEnd" else [{"x": self.x, "y": self.y}]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def middle(found: Locator) -> tuple[float, float]:
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + 14


def size(page: Page) -> tuple[float, float]:
    """How wide a day is, and how high an hour."""
    day = page.locator(".week-day").first.bounding_box()
    hour = page.locator(".week-hours > li").first.bounding_box()
    assert day
    assert hour
    return day["width"], hour["height"]


def starts(session: Session) -> datetime:
    session.refresh_from_db()
    return session.during.lower


def test_a_finger_that_rests_on_a_session_drags_it(
    week: Page, session: Session, monday: datetime
) -> None:
    wide, high = size(week)
    finger = Finger(week, middle(block(week)))
    expect(week.locator(".appt.taken")).to_have_count(1)
    finger.move(wide, -1.25 * high)
    finger.lift()
    expect(week.locator(".week-said")).to_contain_text("Moved to")
    assert starts(session) == monday + DAY - HOUR - 15 * MINUTE
    assert "/week/" in week.url


def test_a_finger_that_moves_at_once_scrolls_the_week(
    week: Page, session: Session, monday: datetime
) -> None:
    grid = week.locator(".week")
    before = grid.evaluate("grid => grid.scrollTop")
    finger = Finger(week, middle(block(week)))
    finger.move(0, 120, steps=12)
    finger.lift()
    assert grid.evaluate("grid => grid.scrollTop") < before
    expect(week.locator(".appt.taken")).to_have_count(0)
    assert starts(session) == monday


def test_a_finger_that_rests_and_is_lifted_moves_and_opens_nothing(
    week: Page, session: Session, monday: datetime
) -> None:
    here = week.url
    finger = Finger(week, middle(block(week)))
    expect(week.locator(".appt.taken")).to_have_count(1)
    finger.lift()
    expect(week.locator(".appt.taken")).to_have_count(0)
    assert week.url == here
    assert starts(session) == monday


def test_a_tap_opens_the_session(week: Page, session: Session) -> None:
    block(week).locator("a").first.tap()
    week.wait_for_url(f"**/sessions/{session.pk}/")


def test_on_a_phone_the_list_is_not_dragged(
    week: Page, session: Session, monday: datetime
) -> None:
    week.set_viewport_size({"width": 390, "height": 800})
    block(week).scroll_into_view_if_needed()
    finger = Finger(week, middle(block(week)))
    week.wait_for_timeout(600)
    expect(week.locator(".appt.taken")).to_have_count(0)
    finger.lift()
    assert starts(session) == monday
