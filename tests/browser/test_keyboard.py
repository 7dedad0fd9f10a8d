"""The whole job with nothing but a keyboard."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from clients.models import Client
from collateral.models import Session
from tests.browser.steps import BOOK, WHY, heading, panel
from tests.clock import afternoon
from tests.room import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]

FAR = 90  # presses of Tab, at most, to anything on a page


def tab_to(page: Page, place: Locator) -> None:
    """Press Tab until ``place`` has the focus, where it must be seen to have it."""
    place.wait_for()
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if place.evaluate("element => element === document.activeElement"):
            expect(place).to_be_in_viewport()
            return
    message = f"{FAR} presses of Tab do not lead to {place}."
    raise AssertionError(message)


def use(
    page: Page, role: str, name: str, key: str = "Enter", *, exact: bool = False
) -> None:
    tab_to(page, page.get_by_role(role, name=name, exact=exact).first)  # type: ignore[arg-type]
    page.keyboard.press(key)


def test_a_session_is_found_refused_signed_for_and_booked(
    adas_page: Page, family: Client, unprinted: None
) -> None:
    page = adas_page
    page.goto("/")
    # A second glide stops the first, and what has the focus stays out of sight.
    assert page.evaluate(
        "getComputedStyle(document.body.parentNode).scrollBehavior"
    ) == ("auto")
    page.keyboard.press("/")
    page.keyboard.type("jordan")
    page.keyboard.press("Enter")
    use(page, "link", "Jordan Reyes")
    use(page, "link", "Plan a shared session")
    use(page, "checkbox", "Ben Hart", "Space")
    use(page, "checkbox", "Maria Reyes", "Space")
    at = timezone.localtime(afternoon(30))
    tab_to(page, page.get_by_label("Date"))
    page.keyboard.type(f"{at:%m%d%Y}")
    tab_to(page, page.get_by_label("Start"))
    page.keyboard.type("0300PM")
    expect(panel(page)).to_contain_text("before the session.")
    tab_to(page, page.get_by_label("Purpose"))
    page.keyboard.type(WHY[:10])
    use(page, "button", BOOK)
    heading(page, "This session was not booked")
    use(page, "link", "Prepare a renewal for Ben")
    use(page, "button", "Save, then sign on the screen")
    use(page, "button", "Hand over")
    use(page, "button", "I have read it")
    use(page, "checkbox", "I can read this page", "Space")
    use(page, "button", "I agree to sign on the screen")
    use(page, "button", "Go on")
    tab_to(page, page.get_by_label("Type your full name"))
    page.keyboard.type("Jordan Reyes")
    use(page, "checkbox", "I have read this release", "Space")
    use(page, "button", "Sign", exact=True)
    tab_to(page, page.get_by_label("Password of"))
    page.keyboard.type(PASSWORD)
    use(page, "button", "Go on")
    heading(page, "Plan a shared session")
    use(page, "button", BOOK)
    expect(page.get_by_role("status").first).to_contain_text("Booked: ")
    assert Session.objects.get().participants.count() == 2


def test_what_the_panel_offers_can_be_reached(adas_page: Page, family: Client) -> None:
    page = adas_page
    page.goto(f"/clients/{family.pk}/sessions/new/")
    use(page, "checkbox", "Ben Hart", "Space")
    use(page, "checkbox", "Maria Reyes", "Space")
    page.get_by_label("Date").fill(afternoon(30).date().isoformat())
    page.get_by_label("Start").fill("15:00")
    expect(panel(page)).to_contain_text("before the session.")
    expect(page.get_by_label("Start")).to_be_focused()
    use(page, "button", "Go on without Ben")
    expect(panel(page)).to_contain_text("Everyone who joins is covered")
    expect(page.get_by_role("checkbox", name="Ben Hart")).not_to_be_checked()
