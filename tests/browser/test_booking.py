"""Planning a shared session, being refused, and having it after all."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from clients.models import Client
from collateral.models import Session
from tests.browser.steps import (
    BOOK,
    draw,
    follow,
    give_back,
    heading,
    make_the_mark,
    panel,
    plan,
    press,
    typed,
    up_to_the_mark,
)
from tests.clock import afternoon

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]


@pytest.fixture
def booking(adas_page: Page, family: Client) -> Page:
    """The booking page for Jordan."""
    adas_page.goto(f"/clients/{family.pk}/sessions/new/")
    return adas_page


def test_a_session_is_booked_from_the_first_page_on(
    adas_page: Page, family: Client
) -> None:
    page = adas_page
    page.goto("/")
    page.get_by_role("searchbox", name="Find a client").fill("rey")
    page.keyboard.press("Enter")
    follow(page, "Jordan Reyes")
    follow(page, "Plan a shared session")
    plan(page, ["Maria Reyes"], afternoon(5))
    press(page, BOOK)
    expect(page.get_by_role("status").first).to_contain_text("Booked: ")
    expect(page.get_by_text("Covered: active to")).to_be_visible()
    assert Session.objects.get().client == family


def test_the_search_finds_while_it_is_typed(adas_page: Page, family: Client) -> None:
    adas_page.goto("/clients/")
    search = adas_page.get_by_label("Find by any part of a name")
    search.press_sequentially("zz")
    expect(adas_page.get_by_text("No client is found by “zz”")).to_be_visible()
    search.fill("reyes jor")
    expect(adas_page.get_by_role("link", name="Jordan Reyes")).to_be_visible()


def test_back_leads_to_who_was_found(adas_page: Page, family: Client) -> None:
    adas_page.goto("/")
    adas_page.get_by_role("searchbox", name="Find a client").fill("rey")
    adas_page.keyboard.press("Enter")
    follow(adas_page, "Jordan Reyes")
    heading(adas_page, "Jordan Reyes")
    adas_page.go_back()
    expect(adas_page.get_by_label("Find by any part of a name")).to_have_value("rey")
    expect(adas_page.get_by_role("link", name="Jordan Reyes")).to_be_visible()


def test_back_from_a_remedy_leads_to_what_was_filled_in(booking: Page) -> None:
    plan(booking, ["Leo Reyes"], afternoon(5))
    press(booking, BOOK)
    heading(booking, "This session was not booked")
    follow(booking, "Prepare a release for Leo")
    heading(booking, "Prepare a release")
    booking.go_back()
    heading(booking, "Plan a shared session")
    assert typed(booking)["who"] == 1
    press(booking, "Start afresh")
    day = afternoon(5).date().isoformat()
    expect(booking.get_by_label("Date")).not_to_have_value(day)
    expect(booking.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(booking.get_by_text("is kept")).to_have_count(0)


def test_who_is_covered_follows_the_people_and_the_day(booking: Page) -> None:
    says = panel(booking)
    expect(says).to_contain_text("Choose a day and a time")
    booking.get_by_role("checkbox", name="Maria Reyes").check()
    booking.get_by_role("checkbox", name="Ben Hart").check()
    booking.get_by_label("Date").fill(afternoon(30).date().isoformat())
    booking.get_by_label("Start").fill("15:00")
    expect(says).to_contain_text("before the session.")
    expect(booking.get_by_role("group", name="Who joins")).to_contain_text(
        "before this session"
    )
    expect(booking.locator("#covered")).to_contain_text("Ben Hart: The release ends")
    booking.get_by_role("checkbox", name="Ben Hart").uncheck()
    expect(says).to_contain_text("Everyone who joins is covered")
    booking.get_by_role("checkbox", name="Leo Reyes").check()
    expect(says).to_contain_text("No release has been signed.")
    booking.get_by_role("checkbox", name="Leo Reyes").uncheck()
    booking.get_by_role("checkbox", name="Ben Hart").check()
    booking.get_by_label("Date").fill(afternoon(5).date().isoformat())
    expect(says).to_contain_text("Everyone who joins is covered")


def test_what_is_typed_stays_where_it_is_while_cover_is_shown(booking: Page) -> None:
    booking.get_by_label("Date").fill(afternoon(30).date().isoformat())
    booking.get_by_label("Start").fill("15:00")
    booking.get_by_role("checkbox", name="Ben Hart").check()
    booking.get_by_label("Topics to cover").press_sequentially("Sleep")
    expect(panel(booking)).to_contain_text("before the session.")
    expect(booking.get_by_label("Topics to cover")).to_be_focused()
    expect(booking.get_by_label("Topics to cover")).to_have_value("Sleep")


@pytest.fixture
def refused(booking: Page) -> Page:
    """The answer to a session with Maria and Ben, long after Ben's release ends."""
    plan(booking, ["Maria Reyes", "Ben Hart"], afternoon(30))
    booking.get_by_label("Topics to cover").fill("Sleep and screens")
    with booking.expect_response("**/sessions/new/") as answer:
        press(booking, BOOK)
    assert answer.value.status == 409
    return booking


def test_a_refusal_says_who_and_why(refused: Page) -> None:
    heading(refused, "This session was not booked")
    main = refused.get_by_role("main")
    expect(main).to_contain_text("Jordan Reyes with Ben Hart and Maria Reyes")
    expect(main).to_contain_text("One is missing:")
    expect(main).to_contain_text("before the session.")
    expect(main.get_by_text("Ends too soon")).to_have_count(1)
    expect(main).to_contain_text("Covered: active to")
    assert not Session.objects.exists()


def test_a_renewal_signed_on_the_screen_brings_everything_back(refused: Page) -> None:
    follow(refused, "Prepare a renewal for Ben")
    press(refused, "Save, then sign on the screen")
    up_to_the_mark(refused)
    draw(refused)
    make_the_mark(refused)
    give_back(refused)
    heading(refused, "Plan a shared session")
    expect(refused.get_by_text("What you filled in before is kept")).to_be_visible()
    expect(panel(refused)).to_contain_text("Everyone who joins is covered")
    assert typed(refused) == {
        "who": 2,
        "date": afternoon(30).date().isoformat(),
        "start": "15:00",
        "purpose": "support",
        "topics": "Sleep and screens",
    }
    press(refused, BOOK)
    expect(refused.get_by_role("status").first).to_contain_text("Booked: ")
    session = Session.objects.get()
    assert session.participants.count() == 2
    assert session.plan.topics == "Sleep and screens"


def test_the_nearest_earlier_time_is_one_click_away(refused: Page) -> None:
    refused.get_by_role("button", name="Move to ").click()
    expect(refused.get_by_role("status").first).to_contain_text("Booked: ")
    session = Session.objects.get()
    assert session.participants.count() == 2
    assert session.during.lower < afternoon(13)


def test_going_without_someone_is_one_click_away(refused: Page) -> None:
    press(refused, "Book without Ben")
    expect(refused.get_by_role("status").first).to_contain_text("Booked: ")
    seat = Session.objects.get().participants.get()
    assert seat.contact.name == "Maria Reyes"
    assert Session.objects.get().plan.topics == "Sleep and screens"


def test_a_refusal_leads_back_to_what_was_filled_in(refused: Page) -> None:
    follow(refused, "Back to what you filled in")
    assert typed(refused)["topics"] == "Sleep and screens"
    assert typed(refused)["who"] == 2


@pytest.mark.parametrize(
    ("button", "people"),
    [("Go on without Ben", 1), ("Move to ", 2)],
    ids=["one person less", "another time"],
)
def test_a_remedy_beside_the_form_changes_only_that(
    booking: Page, button: str, people: int
) -> None:
    plan(booking, ["Maria Reyes", "Ben Hart"], afternoon(30))
    booking.get_by_label("Topics to cover").fill("Sleep and screens")
    panel(booking).get_by_role("button", name=button).click()
    expect(panel(booking)).to_contain_text("Everyone who joins is covered")
    now: dict[str, Any] = typed(booking)
    assert (now["who"], now["topics"]) == (people, "Sleep and screens")
    press(booking, BOOK)
    expect(booking.get_by_role("status").first).to_contain_text("Booked: ")


def test_a_release_asked_for_beside_the_form_keeps_what_is_typed(booking: Page) -> None:
    plan(booking, ["Leo Reyes"], afternoon(30))
    booking.get_by_label("Topics to cover").fill("Sleep and screens")
    press(booking, "Prepare a release for Leo")
    heading(booking, "Prepare a release for Leo Reyes")
    booking.goto(f"/clients/{Client.objects.get().pk}/sessions/new/")
    assert typed(booking)["topics"] == "Sleep and screens"


def test_a_form_that_lacks_something_says_so_beside_it(booking: Page) -> None:
    booking.locator("#booking").evaluate("form => { form.noValidate = true }")
    press(booking, BOOK)
    problems = booking.get_by_role("alert")
    expect(problems).to_be_focused()
    problems.get_by_role("link", name="Who joins").click()
    expect(booking.get_by_role("checkbox", name="Ben Hart")).to_be_focused()
    date = booking.get_by_label("Date")
    expect(date).to_have_attribute("aria-invalid", "true")
    expect(date).to_have_accessible_description("This field is required.")
