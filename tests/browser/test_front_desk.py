"""The front desk's day, and what it prints."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import time

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import User
from practice.spans import local_instant
from tests.booked import book
from tests.browser.steps import follow, heading
from tests.cast import contact_of
from tests.clock import DAY, afternoon
from tests.signed import draft_for, sign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def finns_page(page: Page, finn: User, let_in: Callable[[User], None]) -> Page:
    """A page on which Finn is signed in."""
    let_in(finn)
    return page


@pytest.fixture
def tomorrow(family: Client, ben: Contact, maria: Contact) -> Session:
    """Jordan with Maria and Ben, tomorrow; Jordan alone with Maria, today."""
    noon = local_instant(timezone.localdate(), time(12), lenient=True)
    sister = contact_of(family, "Nina Reyes", "sister")
    sign(sister, noon - 3 * DAY)
    book(family, [sister], noon, booked_at=noon - 2 * DAY)
    return book(family, [maria, ben], afternoon(1))


def test_the_day_says_who_comes_and_how_their_release_stands(
    finns_page: Page, tomorrow: Session
) -> None:
    page = finns_page
    page.goto("/")
    heading(page, re.compile("Today (and|through) "))
    today = page.get_by_role("region", name="Today")
    for said in ("Nina Reyes sister", "May attend", "Active to"):
        expect(today).to_contain_text(said)
    sheet = page.get_by_role("region", name="Tomorrow")
    expect(sheet.get_by_role("link", name="J.R.")).to_be_visible()
    for said in ("Ben Hart partner", "Ends", "Maria Reyes mother", "Active"):
        expect(sheet.get_by_role("cell").nth(2)).to_contain_text(said)
    expect(sheet).to_contain_text("3:00–3:50 pm")


def test_the_day_prints_without_what_is_for_the_screen(
    finns_page: Page, tomorrow: Session
) -> None:
    page = finns_page
    page.goto("/day/")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()
    expect(page.get_by_role("link", name="Print a blank release")).to_be_hidden()
    expect(page.get_by_role("region", name="Tomorrow")).to_be_visible()
    expect(page.locator("main")).to_have_css("color", "rgb(34, 48, 47)")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
        assert len(paper.pages) == 1
        box = [float(edge) for edge in paper.pages[0].mediabox]
        assert box == pytest.approx([0, 0, 612, 792], abs=1)


def test_releases_are_printed_blank_filled_and_signed(
    finns_page: Page, family: Client, ada: User, leo: Contact
) -> None:
    page = finns_page
    draft_for(leo, ada)
    page.goto("/releases/")
    link = page.get_by_role("link", name="Print the release for Leo")
    paths = [str(link.get_attribute("href"))]
    page.goto("/print-room/")
    blank = page.get_by_role("button", name="Blank release")
    paths.append(str(blank.get_attribute("formaction")))
    release = family.releases.get(contact__name="Ben Hart")
    page.goto(f"/releases/{release.pk}/")
    for name in ("Print (PDF, new tab)", "As first signed (PDF, new tab)"):
        link = page.get_by_role("link", name=name, exact=True)
        paths.append(str(link.get_attribute("href")))
    for path in paths:
        answer = page.request.get(path)
        assert answer.status == 200, path
        assert answer.headers["content-type"] == "application/pdf"
        with pikepdf.open(io.BytesIO(answer.body())) as paper:
            # What was signed has a page that says how, and is sealed with it.
            assert 1 <= len(paper.pages) <= 3


def test_a_plan_is_not_there_for_the_front_desk(
    finns_page: Page, tomorrow: Session
) -> None:
    page = finns_page
    page.goto("/day/")
    sheet = page.get_by_role("region", name="Tomorrow")
    sheet.get_by_role("link", name="3:00").click()
    expect(page.get_by_role("heading", name="Who joins")).to_be_visible()
    expect(page.get_by_role("heading", name="Why")).to_have_count(0)
    expect(page.get_by_role("link", name="Change the topics")).to_have_count(0)
    answer = page.goto(f"/sessions/{tomorrow.pk}/plan/")
    assert answer
    assert answer.status == 404


def test_the_front_desk_adds_a_client_and_a_contact(
    finns_page: Page, ada: User
) -> None:
    page = finns_page
    page.goto("/clients/")
    follow(page, "Add a client")
    page.get_by_label("Legal name").fill("Sam Whitfield")
    page.get_by_label("Date of birth").fill("1990-05-02")
    page.get_by_label("State of residence").select_option("NY")
    page.get_by_label("Modality").select_option("cbt")
    page.get_by_label("Clinician").select_option("Dr. Ada Okafor")
    page.get_by_role("button", name="Save").click()
    heading(page, "Sam Whitfield")
    follow(page, "Add a contact")
    page.get_by_label("Name", exact=False).first.fill("Ms. Lee")
    page.get_by_label("Relationship").fill("teacher")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("No release", exact=True)).to_be_visible()
    expect(
        page.get_by_role("link", name="Prepare a release for Ms. Lee")
    ).to_be_visible()
