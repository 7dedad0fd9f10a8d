"""Script in every name and every text is only text, wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.privacy.canary import booking
from tests.privacy.doors import browser_of, patterns
from tests.privacy.house import build
from tests.privacy.pages import Page
from tests.privacy.rooms import House
from tests.releases.printing.papers import text_of

pytestmark = pytest.mark.long

SCRIPT = "\"'><script>x</script>"


def test_script_is_only_text_wherever_it_is_shown(db: None) -> None:
    house = build(SCRIPT)
    shown = 0
    for who in (house.ada, house.finn, house.nora):
        browser = browser_of(who)
        for response in walked(house, browser):
            if response.headers.get("Content-Type", "").startswith("text/html"):
                page = Page(response.content.decode())
                assert not page.inline, response.request["PATH_INFO"]
                shown += SCRIPT in page.text
    assert shown > 30


def walked(house: House, browser: Any) -> Iterator[Any]:
    """Each page, and what refuses or confirms, with its message."""
    for pattern in patterns():
        if "paper" not in pattern.name and pattern.name != "release_original":
            yield browser.get(house.path(pattern.name))
    yield browser.get(house.path("client_papers"))
    yield browser.post(house.path("booking"), booking(house.maria))
    yield browser.post(house.path("session_participants"), {"contact": house.sam.pk})
    yield browser.get(house.path("session"))
    yield browser.post(house.path("contact_new"), {"name": SCRIPT, "email": SCRIPT})
    yield browser.post("/clients/", {"q": SCRIPT})
    yield browser.post("/history/", {"name": SCRIPT})


def test_script_is_only_text_on_paper(db: None) -> None:
    house = build(SCRIPT)
    paper = browser_of(house.ada).get(house.path("release_paper")).getvalue()
    assert f"Jordan {SCRIPT}" in text_of(paper)
