"""How a session reads on its own page, and wherever it is listed."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session, Status
from tests.cast import FIFTY, HOUR, MINUTE, book, sign
from tests.releases.happenings import words


@pytest.fixture
def past(jordan: Client, ben: Contact) -> Session:
    """Jordan's session with Ben, an hour ago."""
    sign(ben)
    now = timezone.now()
    return book(jordan, [ben], now - 2 * HOUR, booked_at=now - 3 * HOUR)


def read(browser: Browser, url: str) -> str:
    page = browser.get(url)
    assert page.status_code == 200
    return words(page.content.decode())


@pytest.mark.parametrize("status", ["scheduled", "checked_in", "completed"])
def test_a_session_that_is_over_took_place(
    adas: Browser, past: Session, status: str
) -> None:
    Session.objects.update(status=status)
    on = timezone.localdate(past.during.lower)
    pages = [f"/sessions/{past.pk}/", f"/clients/{past.client_id}/"]
    for url in pages:
        page = read(adas, url)
        assert "Took place" in page
        assert "Scheduled" not in page
        assert "Checked in" not in page
    week = read(adas, f"/week/{on.isoformat()}/")
    assert "took place ·" in week
    assert "covered" not in week


@pytest.mark.parametrize(
    ("status", "label"), [("scheduled", "Scheduled"), ("checked_in", "Checked in")]
)
def test_a_session_that_is_under_way_has_not_yet_taken_place(
    adas: Browser, jordan: Client, ben: Contact, status: str, label: str
) -> None:
    sign(ben)
    starts = timezone.now() - FIFTY + MINUTE
    session = book(jordan, [ben], starts, booked_at=starts - HOUR, status=status)
    for url in (f"/sessions/{session.pk}/", f"/clients/{jordan.pk}/"):
        assert label in read(adas, url)


def test_one_on_hold_or_cancelled_has_not_taken_place(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    starts = timezone.now() - 2 * HOUR
    book(jordan, [ben], starts, status=Status.HELD, booked_at=starts)
    book(jordan, [ben], starts, status=Status.CANCELLED, booked_at=starts)
    page = read(adas, f"/clients/{jordan.pk}/")
    assert "On hold" in page
    assert "Cancelled" in page
    assert "Took place" not in page
