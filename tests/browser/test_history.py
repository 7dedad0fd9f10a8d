"""The admin reads, narrows, checks and takes home the consent history."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from practice.models import User
from tests.browser.steps import follow, heading, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def history(
    page: Page,
    nora: User,
    let_in: Callable[[User], None],
    ada: User,
    jordan: Client,
    ben: Contact,
    kim: Client,
) -> Page:
    """The history as Nora finds it: Jordan's, with a refusal, and Kim's."""
    record(EventKind.CLIENT_ADDED, jordan, ada)
    record(EventKind.CONTACT_ADDED, jordan, ada, contact=ben)
    record(EventKind.CLIENT_ADDED, kim, kim.clinician)
    record(
        EventKind.REFUSED,
        jordan,
        ada,
        contact=ben,
        code="NO_ROI",
        starts="2027-01-12T20:00:00+00:00",
    )
    let_in(nora)
    page.goto("/")
    heading(page, "Consent history")
    return page


def events(page: Page) -> Locator:
    return page.get_by_role("region", name="Events").locator("tbody tr")


def test_the_history_is_narrowed_to_one_client(history: Page) -> None:
    expect(events(history)).to_have_count(4)
    history.get_by_label("One client").press_sequentially("jor")
    follow(history, "Jordan Reyes")
    expect(events(history)).to_have_count(3)
    history.get_by_label("What happened").select_option(EventKind.REFUSED.value)
    press(history, "Show", exact=True)
    expect(events(history)).to_have_count(1)
    expect(history.get_by_role("region", name="Events")).to_contain_text("Ben Hart")
    assert "Jordan" not in history.url
    follow(history, "Show everything")
    history.get_by_label("Clinician").select_option("Cleo Marsh")
    press(history, "Show", exact=True)
    expect(history.get_by_role("region", name="Events")).to_contain_text("Kim Park")


def test_the_history_is_checked_on_the_page(history: Page) -> None:
    press(history, "Check the history")
    verdicts = history.locator("#verdict").get_by_role("status")
    expect(verdicts).to_contain_text(["Every event fits", "Every release fits"])


def test_the_history_is_taken_home_as_a_table(history: Page) -> None:
    with history.expect_download() as download:
        follow(history, "Download as CSV")
    assert download.value.suggested_filename.startswith("consent-history-")
    lines = download.value.path().read_text().splitlines()
    assert len(lines) == 5


def test_days_the_wrong_way_round_are_said_to_be_so(history: Page) -> None:
    history.get_by_label("From").fill("2027-02-01")
    history.get_by_label("To, and including").fill("2027-01-01")
    press(history, "Show", exact=True)
    expect(history.get_by_role("alert")).to_be_focused()
