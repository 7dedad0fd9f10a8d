"""What a page looks like on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from clients.ledger import record
from clients.models import Client, EventKind
from practice.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def printed(
    page: Page, nora: User, let_in: Callable[[User], None], ada: User, jordan: Client
) -> Page:
    """The history of Jordan on a day, as it is printed."""
    for _ in range(40):
        record(EventKind.CLIENT_CHANGED, jordan, ada)
    let_in(nora)
    page.goto(f"/history/?client={jordan.pk}&kind=client_changed")
    page.emulate_media(media="print")
    return page


def test_paper_shows_no_filter_and_says_what_was_asked_for(printed: Page) -> None:
    expect(printed.get_by_role("button", name="Show")).to_be_hidden()
    expect(printed.get_by_label("What happened")).to_be_hidden()
    expect(printed.get_by_text("What happened: ")).to_be_visible()
    expect(printed.get_by_role("link", name="how it is checked")).to_be_hidden()
    expect(printed.get_by_role("link", name="Show every client")).to_be_hidden()


def test_each_sheet_says_whose_it_is_from_when_and_which(printed: Page) -> None:
    said = printed.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--printed')"
    )
    assert said.startswith('"Confidential · Willow Street Therapy · printed as of ')
    below = printed.evaluate(
        """[...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
        .flatMap(rule => [...(rule.cssRules ?? [])])
        .filter(rule => rule instanceof CSSPageRule)
        .map(rule => rule.cssText).join()"""
    )
    assert "content: var(--printed)" in below
    assert 'content: "Page " counter(page) " of " counter(pages)' in below
