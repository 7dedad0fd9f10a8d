"""What a clinician, a client with the tablet and the front desk do, from wish to debrief."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from clients.models import Client, Contact
from collateral.models import Debrief, Session
from practice.models import User
from tests.booked import book
from tests.browser.steps import BOOK, WHY, follow, give_back, heading, press
from tests.browser.test_access import faults
from tests.clock import DAY, HOUR, afternoon
from tests.planned import goal_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NO = (
    "Do you feel obliged",
    "Would you go silent",
    "Would you be unsafe",
    "Have they controlled",
    "Is it to prove a point",
    "Would you censor",
    "Is there a protective order",
    "Is there a court case",
)


def say(page: Page, question: str, answer: str) -> None:
    asked = page.get_by_role("group", name=question)
    asked.get_by_label(answer, exact=True).check()


def read_alone(page: Page) -> None:
    """Handed over, the plan is read by the client alone, who wants it so."""
    press(page, "Hand the screen over")
    heading(page, "The plan for your session")
    expect(page.get_by_text("Maria Reyes will hear about")).to_be_visible()
    expect(page.get_by_role("link", name="Schedule")).to_have_count(0)
    assert [*faults(page)] == []
    page.goto("/week/")
    sizes = [
        page.get_by_role("button", name=name).bounding_box()
        for name in ("Yes, this is my plan", "Not like this")
    ]
    assert sizes[0]
    assert sizes[1]
    assert sizes[0]["width"] == sizes[1]["width"]
    assert sizes[0]["height"] == sizes[1]["height"]
    press(page, "Yes, this is my plan")
    heading(page, "Thank you. Please hand it back.")
    give_back(page)


def test_a_wish_becomes_a_session_once_the_client_wants_it_so(
    adas_page: Page,
    family: Client,
    maria: Contact,
    finn: User,
    let_in: Callable[[User, BrowserContext], None],
    browser: Browser,
) -> None:
    goal = goal_of(family)
    page, at = adas_page, timezone.localtime(afternoon())
    page.goto(f"/clients/{family.pk}/")
    follow(page, "Bringing someone in")
    follow(page, "Write down a wish")
    page.get_by_label("Whose wish it is").select_option("The client")
    page.get_by_label("Whom to bring in").select_option(str(maria.pk))
    page.get_by_label("In the words used").fill("I’m considering inviting my mother.")
    press(page, "Write it down")
    follow(page, "Ask Jordan Reyes alone about Maria Reyes")
    for question in NO:
        say(page, question, "No")
    say(page, "Will including this person help your growth?", "Yes")
    page.get_by_label("Proceed", exact=True).check()
    press(page, "Keep the answers")
    heading(page, "Bringing someone in")
    follow(page, "Plan a session from it")
    page.get_by_label("Date").fill(f"{at:%Y-%m-%d}")
    page.get_by_label("Start").fill(f"{at:%H:%M}")
    page.get_by_label("Purpose").select_option(WHY)
    press(page, BOOK)
    heading(page, "The plan for")
    session = Session.objects.get()
    assert session.status == "held"
    page.get_by_label(goal.words).check()
    press(page, "Keep the plan")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("The plan for")

    desk = browser.new_context(base_url=page.evaluate("location.origin"))
    let_in(finn, desk)
    at_the_desk = desk.new_page()
    at_the_desk.goto(f"/sessions/{session.pk}/")
    expect(at_the_desk.locator("main")).to_contain_text("Not ready: ask the clinician.")
    expect(at_the_desk.locator("main")).not_to_contain_text(goal.words)
    answer = at_the_desk.goto(f"/sessions/{session.pk}/plan/")
    assert answer
    assert answer.status == 404

    page.goto(f"/sessions/{session.pk}/plan/approval/")
    read_alone(page)
    heading(page, "Book this session again")
    press(page, "Book it again")
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()
    at_the_desk.goto(f"/sessions/{session.pk}/")
    expect(at_the_desk.locator("main")).to_contain_text("Scheduled")
    desk.close()


def test_what_came_of_it_is_written_down_afterwards(
    adas_page: Page, family: Client, maria: Contact
) -> None:
    began = timezone.now() - HOUR
    session = book(family, [maria], began, booked_at=began - DAY / 4)
    page = adas_page
    page.goto(f"/sessions/{session.pk}/")
    follow(page, "Debrief: what came of it")
    say(page, "Jordan Reyes", "Came")
    say(page, "Maria Reyes", "Came")
    say(page, "Was the purpose met", "Partly")
    page.get_by_label("What was agreed").fill("A quiet hour before bed.")
    page.get_by_label("Another shared session").check()
    press(page, "Keep the debrief")
    heading(page, "Debrief")
    expect(page.locator("main")).to_contain_text("A quiet hour before bed.")
    assert Debrief.objects.get().attendances.get().came
