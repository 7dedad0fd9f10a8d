"""What is typed is there again after a way round; a move shows whether it would do."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from clients.models import Client, Contact
from collateral.models import Session
from tests.booked import book
from tests.browser.steps import (
    BOOK,
    follow,
    heading,
    panel,
    plan,
    press,
    sign_by_typing,
    typed,
)
from tests.clock import afternoon

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]

TAKEN = "The clinician has another shared session then."


@pytest.fixture
def booking(adas_page: Page, family: Client) -> Page:
    """The booking page for Jordan."""
    adas_page.goto(f"/clients/{family.pk}/sessions/new/")
    return adas_page


def test_who_is_added_on_the_way_is_signed_for_and_booked(
    booking: Page, unprinted: None
) -> None:
    plan(booking, ["Maria Reyes"], afternoon(5))
    booking.get_by_label("Topics to cover").fill("Sleep and screens")
    press(booking, "Add someone Jordan Reyes wants to bring")
    booking.get_by_label("Name").fill("Nia Reyes")
    booking.get_by_label("Relationship").fill("sister")
    press(booking, "Save")
    heading(booking, "Plan a shared session")
    assert typed(booking)["who"] == 2
    assert typed(booking)["topics"] == "Sleep and screens"
    press(booking, "Prepare a release for Nia")
    shared = booking.get_by_role("group", name="Tick all that may be shared")
    shared.get_by_label("Attendance and appointment times").check()
    booking.get_by_label("Joint: with the client").check()
    booking.get_by_label("By video").check()
    booking.get_by_role("checkbox", name="Support between sessions").check()
    press(booking, "Save, then sign on the screen")
    sign_by_typing(booking)
    heading(booking, "Plan a shared session")
    expect(panel(booking)).to_contain_text("Everyone who joins is covered")
    press(booking, BOOK)
    expect(booking.get_by_role("status").first).to_contain_text("Booked: ")
    assert Session.objects.get().participants.count() == 2


def test_enter_books_what_is_typed(booking: Page) -> None:
    plan(booking, ["Maria Reyes"], afternoon(5))
    booking.get_by_label("Start").press("Enter")
    expect(booking.get_by_role("status").first).to_contain_text("Booked: ")


@pytest.fixture
def moving(adas_page: Page, family: Client, ben: Contact, teo: Client) -> Page:
    """The page to move Jordan's session with Ben; Ada sits with Teo two days later."""
    book(teo, [], afternoon(7), status="held")
    session = book(family, [ben], afternoon(5))
    adas_page.goto(f"/sessions/{session.pk}/move/")
    return adas_page


def test_a_move_shows_cover_and_what_is_taken_while_it_is_typed(moving: Page) -> None:
    says = moving.get_by_role("region", name="Covered until when")
    expect(says).to_contain_text("Everyone who joins is covered")
    moving.get_by_label("Date").fill(afternoon(7).date().isoformat())
    expect(says).to_contain_text(TAKEN)
    expect(says).not_to_contain_text("Everyone who joins is covered")
    expect(moving.locator("#covered")).to_contain_text(TAKEN)
    moving.get_by_label("Date").fill(afternoon(30).date().isoformat())
    expect(says).to_contain_text("The release ends")
    expect(says).not_to_contain_text(TAKEN)


def test_a_refused_move_that_was_left_does_not_come_back_by_itself(
    moving: Page,
) -> None:
    late = afternoon(30).date().isoformat()
    moving.get_by_label("Date").fill(late)
    press(moving, "Move the session")
    heading(moving, "This session was not moved")
    there = f"/sessions/{Session.objects.get(client__legal_name='Jordan Reyes').pk}/"
    moving.goto(there)
    follow(moving, "Move")
    date = moving.get_by_label("Date")
    expect(date).to_have_value(afternoon(5).date().isoformat())
    follow(moving, "Show it again")
    expect(date).to_have_value(late)
    expect(moving.get_by_role("main")).to_contain_text("The session is still at")
    follow(moving, "Start from that")
    expect(date).to_have_value(afternoon(5).date().isoformat())


def test_a_taken_time_is_not_green_while_it_is_planned(
    booking: Page, teo: Client
) -> None:
    book(teo, [], afternoon(7), status="held")
    plan(booking, ["Maria Reyes"], afternoon(7))
    says = panel(booking)
    expect(says).to_contain_text(TAKEN)
    expect(says).not_to_contain_text("Everyone who joins is covered")
    booking.get_by_label("Start").fill("16:00")
    expect(says).to_contain_text("Everyone who joins is covered")
