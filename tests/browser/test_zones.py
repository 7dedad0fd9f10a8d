"""Times are the practice's; who looks from another zone has their own beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import User
from tests.booked import book
from tests.clock import afternoon
from tests.signed import sign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session(jordan: Client, ben: Contact) -> Session:
    """At three by the practice's clock, in New York."""
    sign(ben)
    return book(jordan, [ben], afternoon(3))


@pytest.fixture
def from_afar(
    browser: Browser, ada: User, let_in: Callable[..., None], live_server: Any
) -> Any:
    """A page of Ada's in a browser that is in another zone."""
    opened = []

    def look(zone: str) -> Page:
        context = browser.new_context(base_url=live_server.url, timezone_id=zone)
        opened.append(context)
        let_in(ada, into=context)
        return context.new_page()

    yield look
    for context in opened:
        context.close()


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/Los_Angeles", "12:00–12:50 pm your time"),
        ("America/Chicago", "2:00–2:50 pm your time"),
    ],
)
def test_who_is_elsewhere_sees_both(
    from_afar: Any, session: Session, zone: str, said: str
) -> None:
    page = from_afar(zone)
    page.goto(f"/sessions/{session.pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3:00–3:50 pm")
    expect(page.locator(".own-time:visible").first).to_have_text(said)
    page.goto(f"/week/{timezone.localdate(session.during.lower).isoformat()}/")
    expect(page.get_by_role("listitem").filter(has_text="J.R. + 1")).to_contain_text(
        said
    )


def test_where_it_is_another_day_that_is_said(from_afar: Any, session: Session) -> None:
    page = from_afar("Asia/Tokyo")
    page.goto(f"/sessions/{session.pk}/")
    there = session.during.lower.astimezone(ZoneInfo("Asia/Tokyo"))
    said = f"{there:%a, %b} {there.day}, {there.hour}:00–{there.hour}:50 am your time"
    expect(page.locator(".own-time:visible").first).to_have_text(said)


def test_who_is_where_the_practice_is_sees_one(
    from_afar: Any, session: Session
) -> None:
    page = from_afar("America/New_York")
    page.goto(f"/sessions/{session.pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3:00–3:50 pm")
    expect(page.locator(".own-time:visible")).to_have_count(0)
