"""Signatures in the demo look as if a hand had made them."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, degrees, hypot

import pytest

from collateral.demo.handwriting import Line, strokes_of
from releases.signing import drawing

NAMES = [
    "Jordan Reyes",
    "Al Wu",
    "Bồi Nguyễn",
    "王 小明",
    "Maximiliana Josefina Featherstonehaugh-Cholmondeley",
    "Pablo Diego José Francisco de Paula Juan Nepomuceno Cipriano",
]


def turns(line: Line) -> list[float]:
    """How far the pen turns at each point, in degrees; at a crawl it turns as it likes."""
    moves = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(line)]
    ways = [atan2(y, x) for x, y in moves if hypot(x, y) > 2]
    return [abs((degrees(b - a) + 180) % 360 - 180) for a, b in pairwise(ways)]


@pytest.mark.parametrize("name", NAMES)
def test_a_signature_is_curves_and_no_zigzag(name: str) -> None:
    bends = [bend for line in strokes_of(name) for bend in turns(line)]
    assert sum(bend > 90 for bend in bends) <= len(bends) / 10


@pytest.mark.parametrize("name", NAMES)
def test_a_signature_is_a_mark_that_the_pad_could_have_made(name: str) -> None:
    strokes = strokes_of(name)
    assert len(strokes) == min(len(name.split()), 3)
    assert drawing.reach(strokes) >= drawing.LEAST_REACH
    assert drawing.read(str(strokes)) == strokes  # nothing lies outside the box


def test_everyone_signs_alike_each_time_and_like_nobody_else() -> None:
    assert strokes_of("Jordan Reyes") == strokes_of("Jordan Reyes")
    assert strokes_of("Jordan Reyes") != strokes_of("Jordan Reed")
