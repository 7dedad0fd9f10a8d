"""What only a browser can show: going back, focus, typing, drawing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Request, Response, expect

from practice.models import User

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]

PASSWORD = "between two chairs"


@pytest.fixture
def at_clients(page: Page, ada: User) -> Page:
    """A page on which Ada has signed in and looks at her clients."""
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])
    page.goto("/sign-in/?next=/clients/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title("Clients · Third Chair")
    return page


def test_going_back_after_signing_out_shows_nothing(at_clients: Page) -> None:
    at_clients.get_by_role("button", name="Sign out").click()
    expect(at_clients.get_by_role("heading", name="Sign in")).to_be_visible()
    at_clients.go_back()
    expect(at_clients.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(at_clients.get_by_text("Dr. Ada Okafor")).to_have_count(0)


def test_a_slash_goes_to_the_search_but_may_be_typed(at_clients: Page) -> None:
    search = at_clients.get_by_role("searchbox", name="Find a client")
    at_clients.keyboard.press("/")
    expect(search).to_be_focused()
    at_clients.keyboard.type("a/b")
    expect(search).to_have_value("a/b")


def test_the_keyboard_skips_the_header(at_clients: Page) -> None:
    at_clients.reload()
    at_clients.keyboard.press("Tab")
    skip = at_clients.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    at_clients.keyboard.press("Enter")
    expect(at_clients.locator("main")).to_be_focused()


def test_typing_is_a_sign_of_life_at_most_every_four_minutes(at_clients: Page) -> None:
    at_clients.clock.install()
    at_clients.reload()
    sent: list[Request] = []
    at_clients.on("request", lambda request: sent.append(request))  # noqa: PLW0108
    search = at_clients.get_by_role("searchbox", name="Find a client")
    search.fill("a")
    at_clients.clock.fast_forward("04:01")
    with at_clients.expect_response(is_sign_of_life) as answer:
        search.fill("ab")
    assert answer.value.status == 204
    search.fill("abc")
    assert [r.method for r in sent if r.url.endswith("/alive/")] == ["GET", "POST"]


def is_sign_of_life(answer: Response) -> bool:
    return answer.url.endswith("/alive/") and answer.request.method == "POST"


def test_who_types_after_the_warning_stays_signed_in(at_clients: Page) -> None:
    at_clients.clock.install()
    at_clients.reload()
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=60))
    at_clients.clock.fast_forward("13:01")
    told = at_clients.get_by_role("status")
    expect(told).to_contain_text("signed out within two minutes")
    with at_clients.expect_response(is_sign_of_life):
        at_clients.get_by_role("searchbox", name="Find a client").fill("ab")
    expect(told).to_be_empty()


def test_who_types_after_the_session_has_ended_hears_it(
    at_clients: Page, context: BrowserContext
) -> None:
    at_clients.clock.install()
    at_clients.reload()
    context.clear_cookies(name="sessionid")
    at_clients.clock.fast_forward("04:01")
    at_clients.get_by_role("searchbox", name="Find a client").fill("a")
    expect(at_clients.get_by_role("status")).to_contain_text("You have been signed out")
    door = at_clients.get_by_role("link", name="Sign in again in a new tab")
    assert door.get_attribute("href") == "/sign-in/"


def test_what_is_wrong_is_heard_first(page: Page, db: None) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    problem = page.get_by_role("alert")
    expect(problem).to_be_focused()
    expect(problem).to_contain_text("This name and password do not fit")
    expect(page).to_have_title("Problem: Sign in · Third Chair")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_door_is_open_to_all(page: Page, scheme: Any, db: None) -> None:
    page.emulate_media(color_scheme=scheme)
    for path in ("/sign-in/", "/nowhere/"):
        page.goto(path)
        assert Axe().run(page).response["violations"] == []


def test_no_page_breaks_the_policy(page: Page, ada: User) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/sign-in/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    expect(page.locator("body")).not_to_have_css("color", "rgb(255, 0, 0)")
    assert len([text for text in said if "Content Security Policy" in text]) == 1


def test_the_door_fits_a_phone(page: Page, db: None) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/sign-in/")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 390
