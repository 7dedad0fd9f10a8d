"""The front desk's day: which days, what is missing, and who does it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Status
from collateral.schedule.day import next_working_day
from practice.hours.models import ClosedDay
from practice.models import User
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.signed import draft_for, sign


@pytest.mark.parametrize(
    ("day", "after"),
    [
        pytest.param("2027-01-14", "2027-01-15", id="Thursday"),
        pytest.param("2027-01-15", "2027-01-18", id="Friday"),
        pytest.param("2027-01-16", "2027-01-18", id="Saturday"),
        pytest.param("2026-12-31", "2027-01-01", id="the year’s end"),
    ],
)
def test_the_next_working_day(day: str, after: str, db: None) -> None:
    assert next_working_day(date.fromisoformat(day)) == date.fromisoformat(after)


def test_a_day_on_which_the_practice_is_closed_is_none(db: None) -> None:
    eve = date(2026, 12, 31)
    ClosedDay.objects.create(
        name="New Year’s Day", first_on=date(2027, 1, 1), last_on=date(2027, 1, 1)
    )
    assert next_working_day(eve) == date(2027, 1, 4)


@pytest.fixture
def finns(finn: User) -> Browser:
    return browser_of(finn)


def day(browser: Browser, on: date) -> str:
    answer = browser.get(f"/day/{on.isoformat()}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_any_day_is_shown(finns: Browser, jordan: Client, ben: Contact) -> None:
    Contact.objects.filter(pk=ben.pk).update(phone="555 0101")
    sign(ben)
    starts = afternoon(40)
    book(jordan, [ben], starts)
    page = words(day(finns, timezone.localdate(starts)))
    may = "May attend, be told appointment times and reschedule"
    assert f"Ben Hart partner 555 0101{may} Active to" in page
    assert "Dr. Ada Okafor" in page
    assert "J.R." in page  # on paper


def test_the_next_working_day_stands_beside_today(
    finns: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    after = next_working_day(timezone.localdate())
    book(jordan, [ben], afternoon((after - timezone.localdate()).days))
    assert "Ben Hart" in words(finns.get("/day/").content.decode())


def test_the_form_leads_to_another_day(finns: Browser) -> None:
    answer = finns.get("/day/", {"on": "2027-01-12"})
    assert answer.url == "/day/2027-01-12/"
    wrong = finns.get("/day/", {"on": "soon"})
    assert wrong.status_code == 422
    assert "Enter a day as month/day/year" in words(wrong.content.decode())


def test_what_is_missing_says_who_does_it(
    finns: Browser, ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    draft = draft_for(maria, ada)
    starts = afternoon(9)
    book(jordan, [ben, maria], starts, status=Status.HELD)
    html = day(finns, timezone.localdate(starts))
    page = words(html)
    assert "On hold: to be decided. Dr. Ada Okafor" in page
    assert "Ben Hart has no release for that time." in page
    assert "Maria Reyes has a release that waits to be signed." in page
    assert f"/drafts/{draft.pk}/signature/" in html
    assert f"/contacts/{ben.pk}/release/" in html


def test_the_admin_is_offered_nothing_to_do(
    nora: User, jordan: Client, ben: Contact
) -> None:
    starts = afternoon(9)
    book(jordan, [ben], starts, status=Status.HELD)
    html = day(browser_of(nora), timezone.localdate(starts))
    assert "Ben Hart has no release for that time." in words(html)
    assert f"/contacts/{ben.pk}/release/" not in html


def test_a_day_without_sessions_says_so(finns: Browser) -> None:
    page = words(day(finns, timezone.localdate() + 30 * DAY))
    assert "No shared sessions." in page
