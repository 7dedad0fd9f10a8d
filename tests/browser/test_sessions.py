"""What becomes of a session that is booked: moved, joined, held, booked again."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from collateral.models import Session, Whose, Why
from practice.models import User
from tests.booked import book
from tests.browser.steps import follow, heading, press, sign_by_typing
from tests.clock import FIFTY, afternoon
from tests.revoked import revoke
from tests.signed import sign

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]


@pytest.fixture
def booked(family: Client, ben: Contact, maria: Contact) -> Session:
    """Jordan with Maria and Ben, in five days."""
    return book(family, [maria, ben], afternoon(5))


@pytest.fixture
def page_of(adas_page: Page, booked: Session) -> Page:
    """The session's page."""
    adas_page.goto(f"/sessions/{booked.pk}/")
    return adas_page


def status(page: Page, text: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(text)


def test_a_session_moves_to_another_time(page_of: Page, booked: Session) -> None:
    follow(page_of, "Move")
    expect(page_of.get_by_label("Start")).to_have_value("15:00")
    page_of.get_by_label("Start").fill("16:00")
    press(page_of, "Move the session")
    status(page_of, "Moved to ")
    booked.refresh_from_db()
    assert booked.during.lower == afternoon(5) + FIFTY + (FIFTY / 5)


def test_a_session_does_not_move_past_a_release(page_of: Page, booked: Session) -> None:
    follow(page_of, "Move")
    day = timezone.localtime(afternoon(30)).date().isoformat()
    page_of.get_by_label("Date").fill(day)
    press(page_of, "Move the session")
    heading(page_of, "This session was not moved")
    follow(page_of, "Back to what you filled in")
    expect(page_of.get_by_label("Date")).to_have_value(day)
    press(page_of, "Move the session")
    page_of.get_by_role("button", name="Move to ").click()
    status(page_of, "Moved to ")


def test_a_renewal_leads_back_to_the_move_that_needed_it(
    page_of: Page, unprinted: None
) -> None:
    follow(page_of, "Move")
    day = timezone.localtime(afternoon(30)).date().isoformat()
    page_of.get_by_label("Date").fill(day)
    press(page_of, "Move the session")
    follow(page_of, "Prepare a renewal for Ben")
    press(page_of, "Save, then sign on the screen")
    sign_by_typing(page_of)
    heading(page_of, "Move this session")
    expect(page_of.get_by_label("Date")).to_have_value(day)
    press(page_of, "Move the session")
    status(page_of, "Moved to ")


def test_a_release_signed_for_a_session_on_hold_leads_back_to_it(
    page_of: Page, family: Client, ben: Contact, ada: User, unprinted: None
) -> None:
    revoke(family.releases.get(contact=ben), "Jordan asked by phone", ada)
    page_of.reload()
    follow(page_of, "Prepare a new release for Ben")
    press(page_of, "Save, then sign on the screen")
    sign_by_typing(page_of)
    expect(page_of.get_by_role("main")).to_contain_text("This session is on hold")
    expect(page_of.get_by_text("Covered: active to")).to_have_count(2)


def test_a_cancelled_session_says_why_and_frees_its_time(
    page_of: Page, booked: Session
) -> None:
    follow(page_of, "Cancel the session")
    page_of.get_by_role("radio", name=Whose.CONTACT.label).check()
    page_of.get_by_role("radio", name=Why.OTHER.label).check()
    page_of.get_by_label("In words").fill("Maria is traveling")
    press(page_of, "Cancel the session")
    status(page_of, "Cancelled: the session with")
    expect(page_of.get_by_text("Cancelled", exact=True)).to_be_visible()
    expect(page_of.get_by_role("link", name="Move")).to_have_count(0)


def test_a_person_joins_once_covered(
    page_of: Page, booked: Session, leo: Contact
) -> None:
    follow(page_of, "Add a person")
    page_of.get_by_label("Who joins").select_option("Leo Reyes, brother")
    press(page_of, "Add to the session")
    heading(page_of, "This session was not changed")
    expect(page_of.get_by_role("main")).to_contain_text("No release has been signed.")
    sign(leo, timezone.now())
    page_of.goto(f"/sessions/{booked.pk}/participants/")
    page_of.get_by_label("Who joins").select_option("Leo Reyes, brother")
    press(page_of, "Add to the session")
    status(page_of, "Leo Reyes joins.")
    assert booked.participants.count() == 3


def test_a_revocation_shows_its_ripple_holds_and_is_made_good(
    page_of: Page, family: Client, booked: Session, unprinted: None
) -> None:
    page = page_of
    release = family.releases.get(contact__name="Ben Hart")
    page.goto(f"/releases/{release.pk}/")
    follow(page, "Revoke")
    expect(page.get_by_role("heading", level=2)).to_contain_text(
        "One session will go on hold"
    )
    page.get_by_label("Why, if they say").fill("Jordan asked by phone")
    press(page, "Revoke the release")
    status(
        page,
        "The release for Ben Hart is revoked. One session is on hold until you decide.",
    )
    page.goto("/")
    needs = page.get_by_role("complementary", name="Needs you")
    expect(needs).to_contain_text("On hold")
    needs.get_by_role("link", name="Decide").click()
    expect(page.get_by_role("main")).to_contain_text("This session is on hold")
    follow(page, "Book it again")
    press(page, "Book it again")
    heading(page, "This session was not booked again")
    follow(page, "Prepare a new release for Ben")
    press(page, "Save, then sign on the screen")
    sign_by_typing(page)
    heading(page, "Book this session again")
    press(page, "Book it again")
    status(page, "Booked again: ")
    booked.refresh_from_db()
    assert booked.status == "scheduled"


def test_a_held_session_goes_on_without_someone(
    page_of: Page, family: Client, booked: Session
) -> None:
    release = family.releases.get(contact__name="Ben Hart")
    page_of.goto(f"/releases/{release.pk}/revocation/")
    page_of.get_by_label("Why, if they say").fill("Jordan asked by phone")
    press(page_of, "Revoke the release")
    expect(page_of.get_by_role("status")).to_contain_text("is revoked")
    page_of.goto(f"/sessions/{booked.pk}/reopening/")
    page_of.get_by_role("checkbox", name="Ben Hart").uncheck()
    press(page_of, "Book it again")
    status(page_of, "Booked without Ben Hart: ")
    assert booked.participants.get().contact.name == "Maria Reyes"
