"""Who has to sign, and what a court ends: three stories, from page to page."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from collateral import ending
from collateral.models import Session
from practice.models import User
from releases.models import Release, Signature
from tests.booked import book
from tests.browser.steps import (
    follow,
    give_back,
    heading,
    press,
    sign_by_typing,
    type_the_mark,
    up_to_the_mark,
    up_to_who_signs,
)
from tests.cast import authority_of, contact_of
from tests.clock import afternoon
from tests.signed import draft_for, sign

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unprinted"),
    pytest.mark.long,
]


@pytest.fixture
def luis(teo: Client) -> Contact:
    """Teo's father."""
    return contact_of(teo, "Luis Ortega", "father")


def sign_as(page: Page, name: str) -> None:
    """Whom it is handed to, where the page asks."""
    if (choice := page.get_by_role("radio", name=name)).count():
        choice.check()
    sign_by_typing(page, name)


def enter_order(page: Page, teo: Client, ruling: str) -> None:
    """About his father, from his page."""
    page.goto(f"/clients/{teo.pk}/")
    follow(page, "Enter a court’s order")
    page.get_by_label("About whom").select_option("Luis Ortega, father")
    page.get_by_label(ruling).check()
    page.get_by_label("Date of the order").fill(timezone.localdate().isoformat())
    page.get_by_label("Court and docket").fill("Family Court, Kings County, O-123/26")
    page.get_by_label("What was seen").fill("certified copy, all 6 pages")
    press(page, "Save")


def test_a_mother_signs_and_the_father_must_too(
    adas_page: Page, ada: User, finn: User, teo: Client, rosa: Contact, luis: Contact
) -> None:
    page = adas_page
    for parent in (rosa, luis):
        authority_of(teo, ada, parent, acts="both", verified_by=finn)
    ines = contact_of(teo, "Ines Vance", "aunt")
    page.goto(f"/drafts/{draft_for(ines, ada).pk}/signature/")
    sign_as(page, "Rosa Vance")
    status = page.get_by_role("status").first
    expect(status).to_contain_text("Nothing is in force before Luis Ortega signed too.")
    awaits = "Awaiting the signature of Luis Ortega"
    expect(page.get_by_role("main")).to_contain_text(awaits)
    page.goto(f"/clients/{teo.pk}/")
    expect(page.get_by_role("region", name="Releases")).to_contain_text(awaits)
    assert not Release.objects.exists()

    follow(page, "Get it signed for Ines Vance")
    sign_as(page, "Luis Ortega")
    heading(page, "Release for Ines Vance")
    expect(page.get_by_text("Active to")).to_be_visible()
    signed = Release.objects.get().document.signatures.order_by("pk")
    assert [each.signer for each in signed] == ["Rosa Vance", "Luis Ortega"]


def test_a_teen_in_washington_signs_alone(
    adas_page: Page, ada: User, teo: Client, rosa: Contact
) -> None:
    page = adas_page
    Client.objects.filter(pk=teo.pk).update(state="WA")
    page.goto(f"/clients/{teo.pk}/edit/")
    today = timezone.localdate().isoformat()
    page.get_by_label("Consents to this care alone, from").fill(today)
    page.get_by_label("By which law").fill("RCW 71.34.530")
    press(page, "Save")
    heading(page, "Saving this ends a form")
    press(page, "Save, and end what is named")
    saved = "The details of Teo Vance are saved."
    expect(page.get_by_role("status").first).to_contain_text(saved)

    page.goto(f"/drafts/{draft_for(rosa, ada).pk}/signature/")
    up_to_the_mark(page, "Rosa Vance")
    expect(page.get_by_role("alert")).to_contain_text("Teo Vance")
    rights = page.get_by_role("group", name="Signing as").get_by_role("radio")
    expect(rights).to_have_count(1)
    expect(rights).to_be_checked()
    page.get_by_label("Full name of the signer").fill("Teo Vance")
    press(page, "Go on")
    type_the_mark(page, "Teo Vance")
    give_back(page)
    heading(page, "Release for Rosa Vance")
    expect(page.get_by_text("Active to")).to_be_visible()
    signature = Release.objects.get().document.signatures.get()
    assert (signature.capacity, signature.signer) == ("minor", "Teo Vance")


def test_an_order_ends_a_fathers_right_and_says_which_sessions_wait(
    adas_page: Page, ada: User, teo: Client, rosa: Contact, luis: Contact
) -> None:
    page = adas_page
    sign(rosa)
    ines = contact_of(teo, "Ines Vance", "aunt")
    by_luis = Signature(
        signer="Luis Ortega",
        capacity="parent",
        authority="father, with custody",
        mark="typed",
        typed_name="Luis Ortega",
    )
    ending.sign(draft_for(ines, ada), by_luis, ada)
    book(teo, [ines], afternoon(3))
    book(teo, [rosa], afternoon(4))
    enter_order(page, teo, "No say in mental health care")
    status = page.get_by_role("status").first
    expect(status).to_contain_text("The order is on file. One session is on hold until")
    ahead = page.get_by_role("region", name="Shared sessions ahead")
    rows = ahead.get_by_role("listitem")
    expect(rows.filter(has_text="Ines Vance")).to_contain_text("On hold")
    expect(rows.filter(has_text="Rosa Vance")).not_to_contain_text("On hold")
    expect(page.get_by_role("main")).to_contain_text("No say in mental health care")

    page.goto(f"/drafts/{draft_for(ines, ada).pk}/signature/")
    page.get_by_label("A parent or guardian").check()
    up_to_who_signs(page)
    page.get_by_label("authority to act for the client").fill("father")
    page.get_by_label("Full name of the signer").fill("Luis Ortega")
    press(page, "Go on")
    said = "Luis Ortega does not sign for Teo Vance."
    expect(page.get_by_role("main")).to_contain_text(said)


def test_an_order_keeps_a_father_away_and_says_which_sessions_wait(
    adas_page: Page, teo: Client, rosa: Contact, luis: Contact
) -> None:
    page = adas_page
    for parent in (rosa, luis):
        sign(parent)
    book(teo, [luis], afternoon(3))
    book(teo, [rosa], afternoon(4))
    enter_order(page, teo, "No contact")
    status = page.get_by_role("status").first
    expect(status).to_contain_text("The order is on file. One session is on hold until")
    ahead = page.get_by_role("region", name="Shared sessions ahead")
    rows = ahead.get_by_role("listitem")
    expect(rows.filter(has_text="Luis Ortega")).to_contain_text("On hold")
    expect(rows.filter(has_text="Rosa Vance")).not_to_contain_text("On hold")

    rows.filter(has_text="Luis Ortega").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("This session is on hold")
    expect(page.get_by_role("main")).to_contain_text("Luis Ortega takes part in no")
    held = Session.objects.get(status="held")
    assert held.participants.get().contact == luis
