"""Fingers, palms and pens on the pad: one of them draws at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from django.test import Client as Browser
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from tests.releases.signing.pad import inked, strokes

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]

Place: TypeAlias = tuple[float, float]  # in parts of the pad's width and height


class Glass:
    """The pad on a phone's screen, and what touches it, each by a number of its own."""

    def __init__(self, page: Page, wire: CDPSession) -> None:
        self.page, self.wire = page, wire
        self.down: dict[int, Place] = {}

    def at(self, place: Place) -> dict[str, float]:
        box = self.page.locator("canvas").bounding_box()
        assert box
        x, y = place
        return {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}

    def _tell(self, kind: str, *fingers: int) -> None:
        points = [{"id": each, **self.at(self.down[each])} for each in fingers]
        self.wire.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points}
        )

    def touch(self, finger: int, place: Place) -> None:
        self.down[finger] = place
        self._tell("touchStart", *self.down)

    def move(self, finger: int, *places: Place) -> None:
        for place in places:
            self.down[finger] = place
            self._tell("touchMove", *self.down)

    def lift(self, finger: int) -> None:
        self._tell("touchEnd", finger)
        del self.down[finger]

    def cancel(self) -> None:
        """What the system does with a palm, or when a call comes in."""
        self.down.clear()
        self._tell("touchCancel")

    def pen(self, kind: str, place: Place) -> None:
        self.wire.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind,
                **self.at(place),
                "button": "left",
                "buttons": int(kind != "mouseReleased"),
                "clickCount": 1,
                "pointerType": "pen",
            },
        )

    def write(self, *places: Place) -> None:
        """One line with the pen."""
        self.pen("mousePressed", places[0])
        for place in places[1:]:
            self.pen("mouseMoved", place)
        self.pen("mouseReleased", places[-1])


@pytest.fixture
def glass(
    new_context: Callable[..., BrowserContext],
    adas: Browser,
    signing: str,
    live_server: Any,
) -> Iterator[Glass]:
    """The signing page on a phone whose screen has three dots to a pixel."""
    upright = {"width": 390, "height": 844}
    context = new_context(viewport=upright, has_touch=True, device_scale_factor=3)
    key = adas.session.session_key
    context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page = context.new_page()
    page.goto(signing)
    page.get_by_label("Draw it").check()
    page.locator("canvas").scroll_into_view_if_needed()
    return Glass(page, context.new_cdp_session(page))


LEFT, MIDDLE, RIGHT, LOW = (0.1, 0.5), (0.3, 0.5), (0.5, 0.5), (0.7, 0.9)
LINE = [pytest.approx([60, 120], abs=3), pytest.approx([180, 120], abs=3)]
LONGER = [*LINE, pytest.approx([300, 120], abs=3)]
WRITTEN = [pytest.approx([120, 48], abs=3), pytest.approx([480, 192], abs=3)]


def test_a_second_finger_does_not_join_the_line_of_the_first(glass: Glass) -> None:
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE)
    glass.touch(2, LOW)
    glass.move(2, (0.8, 0.8))
    glass.move(1, RIGHT)
    glass.lift(2)
    glass.lift(1)
    assert strokes(glass.page) == [LONGER]


def test_a_second_finger_does_not_end_the_line_of_the_first(glass: Glass) -> None:
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE)
    glass.touch(2, LOW)
    glass.lift(2)
    glass.move(1, RIGHT)
    glass.lift(1)
    assert strokes(glass.page) == [LONGER]


def test_a_pen_takes_over_from_a_finger_whose_line_goes(glass: Glass) -> None:
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE)
    glass.write((0.2, 0.2), (0.8, 0.8))
    glass.move(1, RIGHT)
    glass.lift(1)
    assert strokes(glass.page) == [WRITTEN]


def test_a_finger_does_not_join_the_line_of_a_pen(glass: Glass) -> None:
    glass.pen("mousePressed", (0.2, 0.2))
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE)
    glass.lift(1)
    glass.pen("mouseMoved", (0.8, 0.8))
    glass.pen("mouseReleased", (0.8, 0.8))
    assert strokes(glass.page) == [WRITTEN]


def test_a_palm_that_rests_between_two_lines_of_a_pen_draws_nothing(
    glass: Glass,
) -> None:
    glass.write((0.2, 0.2), (0.8, 0.8))
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE)
    glass.lift(1)
    assert strokes(glass.page) == [WRITTEN]


def test_starting_again_takes_a_finger_after_a_pen(glass: Glass) -> None:
    glass.write((0.2, 0.2), (0.8, 0.8))
    glass.page.get_by_role("button", name="Start again").click()
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE)
    glass.lift(1)
    assert strokes(glass.page) == [LINE]


def test_a_line_that_the_system_cuts_off_ends_where_it_was(glass: Glass) -> None:
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE)
    glass.cancel()
    glass.touch(2, LEFT)
    glass.move(2, MIDDLE, RIGHT)
    glass.lift(2)
    assert strokes(glass.page) == [LINE, LONGER]


def test_a_palm_that_the_system_cuts_off_goes_once_a_pen_writes(glass: Glass) -> None:
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE)
    glass.cancel()
    glass.write((0.2, 0.2), (0.8, 0.8))
    assert strokes(glass.page) == [WRITTEN]


def test_a_tap_draws_a_dot_that_is_seen(glass: Glass) -> None:
    glass.touch(1, MIDDLE)
    glass.lift(1)
    assert strokes(glass.page) == [[pytest.approx([180, 120], abs=3)]]
    assert inked(glass.page) > 50  # dots of the screen; a line of no length leaves 20


def test_a_browser_that_lists_no_moves_still_draws_the_line(glass: Glass) -> None:
    glass.page.evaluate(
        "() => { PointerEvent.prototype.getCoalescedEvents = () => []; }"
    )
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE, RIGHT)
    glass.lift(1)
    assert strokes(glass.page) == [LONGER]


def test_a_turned_phone_keeps_the_ink_and_the_line_being_drawn(glass: Glass) -> None:
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE)
    glass.lift(1)
    glass.touch(1, LEFT)
    glass.move(1, MIDDLE)
    upright = inked(glass.page)
    glass.page.set_viewport_size({"width": 844, "height": 390})
    expect(glass.page.locator("canvas")).to_have_js_property("width", 2130)
    assert inked(glass.page) > upright > 0
    glass.page.locator("canvas").scroll_into_view_if_needed()
    glass.move(1, RIGHT)
    glass.lift(1)
    assert strokes(glass.page) == [LINE, LONGER]
