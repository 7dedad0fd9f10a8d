"""Drawing a signature, where only a browser can tell."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from playwright.sync_api import BrowserContext, Page, expect

from tests.releases.signing.pad import draw, inked, strokes

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]


@pytest.fixture
def pad(
    page: Page, context: BrowserContext, adas: Browser, signing: str, live_server: Any
) -> Page:
    """The signing page, with drawing chosen."""
    key = adas.session.session_key
    context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.goto(signing)
    page.get_by_label("Draw it").check()
    return page


def test_a_drawing_is_lines_of_points_in_the_box(pad: Page) -> None:
    draw(pad, (0.1, 0.5), (0.5, 0.25), (0.9, 0.5))
    draw(pad, (0.5, 0.75))
    first, second = strokes(pad)
    assert first[0] == pytest.approx([60, 120], abs=3)
    assert first[-1] == pytest.approx([540, 120], abs=3)
    assert second == [pytest.approx([300, 180], abs=3)]
    assert all(isinstance(value, int) for point in first for value in point)


def test_a_line_that_leaves_the_box_ends_at_its_edge(pad: Page) -> None:
    draw(pad, (0.5, 0.5), (1.5, 3))
    assert strokes(pad)[0][-1] == [600, 240]


def test_starting_again_empties_the_pad(pad: Page) -> None:
    draw(pad, (0.1, 0.5), (0.9, 0.5))
    assert inked(pad)
    pad.get_by_role("button", name="Start again").click()
    assert strokes(pad) == []
    assert not inked(pad)


# Asked with each frame from within: from outside, it would be compiled anew, which our
# pages forbid.
IS_NARROW = """canvas => new Promise(done => {
    const look = () => canvas.width < 500 ? done() : requestAnimationFrame(look);
    look();
})"""


def test_a_drawing_outlives_a_turn_of_the_screen(pad: Page) -> None:
    draw(pad, (0.1, 0.5), (0.9, 0.5))
    before = strokes(pad)
    pad.set_viewport_size({"width": 390, "height": 844})
    expect(pad.locator("canvas")).to_be_visible()
    pad.locator("canvas").evaluate(IS_NARROW)
    assert inked(pad)
    assert strokes(pad) == before


def test_a_drawing_outlives_a_form_that_comes_back(pad: Page) -> None:
    draw(pad, (0.1, 0.5), (0.9, 0.5))
    before = strokes(pad)
    pad.locator("form:has(canvas)").evaluate("form => { form.noValidate = true }")
    pad.get_by_role("button", name="Sign", exact=True).click()
    expect(pad.get_by_role("alert")).to_be_visible()
    assert strokes(pad) == before
    assert inked(pad)


def test_only_the_chosen_way_to_sign_is_shown(pad: Page) -> None:
    typed = pad.get_by_label("Type your full name")
    expect(typed).to_be_hidden()
    pad.get_by_label("Type it").check()
    expect(typed).to_be_visible()
    expect(pad.locator("canvas")).to_be_hidden()


def test_without_scripts_one_types(
    browser: Any, adas: Browser, signing: str, live_server: Any
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    key = adas.session.session_key
    context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page = context.new_page()
    page.goto(signing)
    expect(page.get_by_label("Type your full name")).to_be_visible()
    expect(page.locator("canvas")).to_be_hidden()
    expect(page.get_by_label("Draw it")).to_be_hidden()
    context.close()


def test_a_mark_without_extent_is_not_sent(pad: Page) -> None:
    drawn = pad.get_by_label("Draw it")

    def wrong() -> str:
        return str(drawn.evaluate("radio => radio.validationMessage"))

    assert "Draw your signature" in wrong()
    draw(pad, (0.1, 0.5))
    draw(pad, (0.9, 0.5))
    assert "too small" in wrong()
    pad.get_by_label("Type it").check()
    assert wrong() == ""
    drawn.check()
    draw(pad, (0.1, 0.5), (0.9, 0.5))
    assert wrong() == ""
    pad.get_by_role("button", name="Start again").click()
    assert "Draw your signature" in wrong()


def test_a_mark_without_extent_comes_back_with_the_reason(pad: Page) -> None:
    draw(pad, (0.5, 0.5))
    pad.locator("form:has(canvas)").evaluate("form => { form.noValidate = true }")
    pad.get_by_role("button", name="Sign", exact=True).click()
    beside = pad.get_by_role("group", name="Your signature", exact=True)
    expect(beside).to_contain_text("too small for a signature")
    assert inked(pad)


def test_the_pad_has_room_for_tall_letters_on_a_phone(pad: Page) -> None:
    pad.set_viewport_size({"width": 390, "height": 844})
    box = pad.locator("canvas").bounding_box()
    assert box
    assert box["height"] >= 120
