"""What a test does on the pad, and what it finds there."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page


def draw(page: Page, *points: tuple[float, float]) -> None:
    """One line over the pad, in parts of its width and height."""
    canvas = page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    for number, (x, y) in enumerate(points):
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        if not number:
            page.mouse.down()
    page.mouse.up()


def strokes(page: Page) -> Any:
    return json.loads(page.locator("[name=strokes]").input_value() or "[]")


def inked(page: Page) -> int:
    """How many dots of the canvas hold ink."""
    return page.locator("canvas").evaluate(
        """canvas => canvas.getContext("2d")
            .getImageData(0, 0, canvas.width, canvas.height)
            .data.filter((value, place) => place % 4 === 3 && value).length"""
    )
