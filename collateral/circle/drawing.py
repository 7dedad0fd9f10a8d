"""The circle as it is drawn: the client in the middle, people around, arrows between.

It only places what ``ties`` says; whoever cannot see it has the same as a list.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from collateral.circle.ties import Person, Tie
from releases.models import Kind
from releases.status import Tone

WIDTH = 960
MIDDLE = WIDTH / 2
RADIUS = 92  # of the client's own circle
BOX = 268  # how wide a person's box is
HEAD, LINE = 56, 24  # its name and who they are; and for each release
GAP = 26  # between two boxes, and above and below
REACH = 344  # from the middle to the middle of a box beside it
NARROWS = 0.7  # how much nearer the first and the last of a side stand
POINT = 13  # how long an arrow's head is
CLEAR = 5  # between an arrow and what it points at
NAME, SAYS = 26, 38  # letters of a name, and of what a box says of a release


@dataclass(frozen=True)
class Line:
    """What a box says of one release, and the tone it says it in."""

    y: float
    says: str
    tone: Tone


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    height: float
    name: str
    relationship: str
    lines: tuple[Line, ...]

    @property
    def middle(self) -> float:
        return self.x + BOX / 2


@dataclass(frozen=True)
class Arrow:
    """Between the client's circle and a box; ``heads`` are the points of its ends."""

    x1: float
    y1: float
    x2: float
    y2: float
    heads: tuple[str, ...]
    tone: Tone


@dataclass(frozen=True)
class Drawing:
    height: float
    center: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(people: Sequence[Person]) -> Drawing:
    """Half of ``people`` to the right, half to the left, each side from top to bottom."""
    half = (len(people) + 1) // 2
    sides = ((1, people[:half]), (-1, people[half:]))
    tall = max((_height(side) for _, side in sides), default=0)
    height = max(tall, 2 * RADIUS + 2 * GAP)
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    for sign, side in sides:
        y = (height - _height(side)) / 2 + GAP
        for each in side:
            box = _box(each, sign, y, height)
            boxes.append(box)
            arrows += _arrows(each, box, sign, height / 2)
            y += box.height + GAP
    return Drawing(height, height / 2, tuple(boxes), tuple(arrows))


def _height(side: Sequence[Person]) -> float:
    return sum(_tall(each) + GAP for each in side) + GAP


def _tall(person: Person) -> float:
    return HEAD + LINE * max(1, len(person.ties)) + 8


def _box(person: Person, sign: int, y: float, height: float) -> Box:
    tall = _tall(person)
    off = (y + tall / 2 - height / 2) / (height / 2)
    reach = REACH * math.sqrt(1 - (NARROWS * off) ** 2)
    said = [(_said(tie), _tone(tie)) for tie in person.ties]
    said = said or [(person.status.label, person.status.tone)]
    lines = (
        Line(y + HEAD + LINE * n + 14, _short(words, SAYS), tone)
        for n, (words, tone) in enumerate(said)
    )
    return Box(
        x=round(MIDDLE + sign * reach - BOX / 2, 1),
        y=y,
        height=tall,
        name=_short(person.contact.name, NAME),
        relationship=_short(person.contact.relationship, NAME),
        lines=tuple(lines),
    )


def _said(tie: Tie) -> str:
    said = "awaits its signature" if tie.prepared else tie.ends
    return said if tie.kind == Kind.GENERAL else f"notes, {said}"


def _tone(tie: Tie) -> Tone:
    return tie.status.tone if tie.status else Tone.WAITING


def _arrows(person: Person, box: Box, sign: int, center: float) -> list[Arrow]:
    """One for each signed release, to where the box tells of it."""
    found = zip(person.ties, box.lines, strict=False)
    return [_arrow(tie, line, box, sign, center) for tie, line in found if tie.release]


def _arrow(tie: Tie, line: Line, box: Box, sign: int, center: float) -> Arrow:
    edge = box.x if sign > 0 else box.x + BOX
    x2, y2 = edge - sign * CLEAR, line.y - 5
    angle = math.atan2(y2 - center, x2 - MIDDLE)
    x1 = MIDDLE + (RADIUS + CLEAR) * math.cos(angle)
    y1 = center + (RADIUS + CLEAR) * math.sin(angle)
    heads = []
    if tie.goes_out:
        heads.append(_head(x2, y2, angle))
    if tie.comes_back:
        heads.append(_head(x1, y1, angle + math.pi))
    x1, y1, x2, y2 = (round(place, 1) for place in (x1, y1, x2, y2))
    return Arrow(x1, y1, x2, y2, tuple(heads), _tone(tie))


def _head(x: float, y: float, angle: float) -> str:
    """A triangle whose point is at ``x``, ``y``, as SVG wants its corners."""
    corners = [(x, y)]
    for side in (-1, 1):
        turn = angle + math.pi + side * 0.45
        corners.append((x + POINT * math.cos(turn), y + POINT * math.sin(turn)))
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
