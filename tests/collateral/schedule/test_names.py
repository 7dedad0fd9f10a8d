"""Initials in week and day, until whoever looks wants names; each for themselves."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.signed import sign

SWITCH = "/schedule/names/"


@pytest.fixture
def day(jordan: Client, ben: Contact) -> str:
    """On which Jordan meets with Ben."""
    sign(ben)
    session = book(jordan, [ben], afternoon(3))
    return timezone.localdate(session.during.lower).isoformat()


def text(browser: Browser, path: str) -> str:
    return words(browser.get(path).content.decode())


@pytest.mark.parametrize("who", ["ada", "finn", "nora"])
def test_a_week_has_initials_until_names_are_wanted(
    who: str, day: str, request: pytest.FixtureRequest
) -> None:
    browser = browser_of(request.getfixturevalue(who))
    here = f"/week/{day}/?show=all"
    assert "J.R. + 1" in text(browser, here)
    assert "Jordan Reyes" not in text(browser, here)
    answer = browser.post(SWITCH, {"names": "1", "back": here})
    assert answer["Location"] == here
    assert "Jordan Reyes + 1" in text(browser, here)
    browser.post(SWITCH, {"back": here})
    assert "Jordan Reyes" not in text(browser, here)


def test_a_day_has_them_too(finn: User, day: str) -> None:
    browser, here = browser_of(finn), f"/day/{day}/"
    assert "Jordan Reyes" not in text(browser, here)
    browser.post(SWITCH, {"names": "1", "back": here})
    assert "Jordan Reyes" in text(browser, here)


def test_paper_has_initials_whatever_the_screen_has(finn: User, day: str) -> None:
    browser, here = browser_of(finn), f"/day/{day}/"
    browser.post(SWITCH, {"names": "1", "back": here})
    page = browser.get(here).content.decode()
    assert '<span class="d-none d-print-inline">J.R.</span>' in page


def test_it_is_kept_for_oneself_alone(ada: User, finn: User, day: str) -> None:
    browser_of(ada).post(SWITCH, {"names": "1", "back": "/week/"})
    assert "Jordan Reyes + 1" in text(browser_of(ada), f"/week/{day}/")
    assert "Jordan Reyes" not in text(browser_of(finn), f"/week/{day}/")
    ada.refresh_from_db()
    assert ada.initials_only is False


def test_names_show_nothing_that_may_not_be_seen(
    cleo: User, day: str, jordan: Client
) -> None:
    browser = browser_of(cleo)
    browser.post(SWITCH, {"names": "1"})
    assert "Jordan" not in text(browser, f"/week/{day}/?show=all")
    assert "Jordan" not in text(
        browser, f"/week/{day}/?show=clinician-{jordan.clinician_id}"
    )


@pytest.mark.parametrize(
    "back",
    [
        "",
        "https://example.org/week/",
        "//example.org",
        "/clients/",
        "nowhere",
        "http://[",
    ],
)
def test_it_leads_back_to_the_schedule_alone(adas: Browser, back: str) -> None:
    answer = adas.post(SWITCH, {"back": back})
    assert answer["Location"].startswith("/week/")


def test_an_empty_day_says_nothing_of_it(finn: User, db: None) -> None:
    later = timezone.localdate() + 90 * DAY
    assert "Show names" in text(browser_of(finn), f"/day/{later.isoformat()}/")
