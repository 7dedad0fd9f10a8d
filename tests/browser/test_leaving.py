"""What is left to see once someone has signed out, or was signed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session as SignedIn
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from clients.models import Client
from collateral.models import Session
from practice.models import User
from tests.browser.steps import BOOK, follow, heading, panel, plan, press
from tests.clock import DAY, afternoon

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]

NAMES = ["Jordan Reyes", "Maria Reyes", "Ben Hart", "Dr. Ada Okafor"]


def shows_nobody(page: Page) -> None:
    """The door, and no one's name."""
    heading(page, "Sign in")
    for name in NAMES:
        expect(page.get_by_text(name)).to_have_count(0)


@pytest.fixture
def walked(adas_page: Page, family: Client) -> Page:
    """Ada has looked at her clients, one of them, and planned a session."""
    adas_page.goto("/clients/")
    follow(adas_page, "Jordan Reyes")
    follow(adas_page, "Plan a shared session")
    plan(adas_page, ["Maria Reyes"], afternoon(5))
    expect(panel(adas_page)).to_contain_text("Everyone who joins is covered")
    return adas_page


def test_going_back_after_signing_out_shows_nobody(walked: Page) -> None:
    press(walked, "Sign out")
    shows_nobody(walked)  # a browser asked to go back while it leaves may lose its way
    for _ in range(3):
        walked.go_back()
        shows_nobody(walked)


def test_a_page_that_the_browser_kept_whole_is_asked_for_anew(walked: Page) -> None:
    walked.context.clear_cookies(name="sessionid")
    with walked.expect_navigation():
        walked.evaluate(
            "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
        )
    shows_nobody(walked)


def test_what_is_typed_outlives_the_session_and_is_booked_after_all(
    walked: Page, ada: User, let_in: Callable[[User], None]
) -> None:
    walked.context.clear_cookies(name="sessionid")
    walked.get_by_label("Start").fill("16:00")
    told = walked.get_by_role("status").first
    expect(told).to_contain_text("You have been signed out")
    walked.get_by_label("Topics to cover").fill("bedtime")
    press(walked, BOOK)
    expect(told).to_contain_text("nothing was sent")
    heading(walked, "Plan a shared session")
    assert not Session.objects.exists()
    walked.context.clear_cookies()  # and with them the token that the form holds
    other = walked.context.new_page()
    other.goto("/sign-in/")
    let_in(ada)
    press(walked, BOOK)
    expect(walked.get_by_role("status").first).to_contain_text("Booked")
    assert Session.objects.get().plan.topics == "bedtime"


def test_a_form_waits_for_word_whether_the_session_lasts(walked: Page) -> None:
    walked.context.clear_cookies(name="sessionid")
    asked: list[Route] = []
    walked.route("**/alive/", lambda route: asked.append(route))  # noqa: PLW0108
    with walked.expect_request("**/alive/"):
        walked.get_by_label("Start").fill("16:00")  # and who is covered then: 401
    press(walked, BOOK)
    asked[0].continue_()
    told = walked.get_by_role("status").first
    expect(told).to_contain_text("nothing was sent")
    expect(walked.get_by_label("Start")).to_have_value("16:00")
    heading(walked, "Plan a shared session")


def test_a_form_sent_after_signing_out_elsewhere_stays_as_it_is(walked: Page) -> None:
    walked.get_by_label("Topics to cover").fill("bedtime")
    other = walked.context.new_page()
    other.goto("/")
    press(other, "Sign out")
    press(walked, BOOK)
    told = walked.get_by_role("status").first
    expect(told).to_contain_text("nothing was sent")
    expect(walked.get_by_label("Topics to cover")).to_have_value("bedtime")
    assert not Session.objects.exists()


def test_a_form_is_not_sent_in_the_name_of_who_signed_in_since(
    walked: Page, ada: User, finn: User, let_in: Callable[[User], None]
) -> None:
    walked.get_by_label("Topics to cover").fill("bedtime")
    let_in(finn)
    press(walked, BOOK)
    told = walked.get_by_role("status").first
    expect(told).to_contain_text("This page was opened by Dr. Ada Okafor, and someone")
    expect(walked.get_by_label("Topics to cover")).to_have_value("bedtime")
    assert not Session.objects.exists()
    let_in(ada)
    press(walked, BOOK)
    expect(told).to_contain_text("Booked")
    assert Session.objects.get().plan.topics == "bedtime"


def test_what_was_sent_past_the_question_is_sent_from_the_answer(
    walked: Page, ada: User, finn: User, let_in: Callable[[User], None]
) -> None:
    walked.get_by_label("Topics to cover").fill("bedtime")
    let_in(finn)
    walked.locator("#booking").evaluate("form => form.submit()")
    heading(walked, "Nothing was sent")
    assert Axe().run(walked).response["violations"] == []
    press(walked, "Send it again as Dr. Ada Okafor")
    told = walked.get_by_role("status").first
    expect(told).to_contain_text("This page was opened by Dr. Ada Okafor, and someone")
    let_in(ada)
    press(walked, "Send it again as Dr. Ada Okafor")
    expect(told).to_contain_text("Booked")
    assert Session.objects.get().plan.topics == "bedtime"


def test_the_end_is_foretold_two_minutes_before_and_put_off(
    adas_page: Page, family: Client
) -> None:
    adas_page.clock.install()
    adas_page.goto(f"/clients/{family.pk}/sessions/new/")
    SignedIn.objects.update(expire_date=timezone.now() + timedelta(seconds=119))
    adas_page.clock.fast_forward("13:01")
    told = adas_page.get_by_role("status").first
    expect(told).to_contain_text("signed out within two minutes")
    press(adas_page, "Stay signed in")
    expect(told).to_be_empty()
    assert SignedIn.objects.get().expire_date > timezone.now() + timedelta(minutes=14)


def test_who_is_at_work_elsewhere_is_not_warned(
    adas_page: Page, family: Client
) -> None:
    adas_page.clock.install()
    adas_page.goto(f"/clients/{family.pk}/sessions/new/")
    with adas_page.expect_response("**/alive/"):
        adas_page.clock.fast_forward("13:01")
    expect(adas_page.get_by_role("status").first).to_be_empty()
    heading(adas_page, "Plan a shared session")


def test_who_was_away_too_long_signs_in_and_goes_on(walked: Page, ada: User) -> None:
    ada.set_password("between two chairs")
    ada.save(update_fields=["password"])
    here = walked.url
    SignedIn.objects.update(expire_date=timezone.now() - DAY)
    walked.reload()
    shows_nobody(walked)
    expect(walked.get_by_role("main")).to_contain_text("more than 15 minutes")
    walked.get_by_label("Username").fill("ada")
    walked.get_by_label("Password").fill("between two chairs")
    press(walked, "Sign in")
    heading(walked, "Plan a shared session")
    assert walked.url == here
