"""What people do in the browser, again and again."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.room import PASSWORD

WHY = "Support between sessions: coping, sleep, healthy habits"
BOOK = "Book the session"


def plan(page: Page, names: list[str], starts: datetime) -> None:
    """Fill in the booking page: who, when, why."""
    for name in names:
        page.get_by_role("checkbox", name=name).check()
    at = timezone.localtime(starts)
    page.get_by_label("Date").fill(f"{at:%Y-%m-%d}")
    page.get_by_label("Start").fill(f"{at:%H:%M}")
    page.get_by_label("Purpose").select_option(WHY)


def press(page: Page, name: str, *, exact: bool = False) -> None:
    page.get_by_role("button", name=name, exact=exact).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    """The page that is shown says so."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def draw(page: Page) -> None:
    """A line and a dot on the pad, with the mouse."""
    page.get_by_label("Draw it").check()
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 90)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 40, steps=4)
    page.mouse.up()
    page.mouse.click(box["x"] + 220, box["y"] + 100)


def up_to_who_signs(page: Page) -> None:
    """Handed over from the page of signing; read, and agreed to on a screen."""
    press(page, "Hand over")
    press(page, "I have read it")
    page.get_by_label("I can read this page").check()
    press(page, "I agree to sign on the screen")


def up_to_the_mark(page: Page, name: str = "Jordan Reyes") -> None:
    up_to_who_signs(page)
    page.get_by_label("Full name of the signer").fill(name)
    press(page, "Go on")


def type_the_mark(page: Page, name: str = "Jordan Reyes") -> None:
    page.get_by_label("Type it").check()
    page.get_by_label("Type your full name").fill(name)
    make_the_mark(page)


def make_the_mark(page: Page) -> None:
    """That which was drawn or typed."""
    page.get_by_label("I have read this release").check()
    press(page, "Sign", exact=True)


def give_back(page: Page) -> None:
    """By the password of whoever handed it over."""
    page.get_by_label("Password of").fill(PASSWORD)
    press(page, "Go on")


def sign_by_typing(page: Page, name: str = "Jordan Reyes") -> None:
    """Handed over, signed step by step, and given back."""
    up_to_the_mark(page, name)
    type_the_mark(page, name)
    give_back(page)


def panel(page: Page) -> Locator:
    """Who is covered, beside the form."""
    return page.get_by_role("complementary", name="Who is covered")


def typed(page: Page) -> dict[str, Any]:
    """What the booking page holds."""
    return {
        "who": page.get_by_role("checkbox", checked=True).count(),
        "date": page.get_by_label("Date").input_value(),
        "start": page.get_by_label("Start").input_value(),
        "purpose": page.get_by_label("Purpose").input_value(),
        "topics": page.get_by_label("Topics to cover").input_value(),
    }
