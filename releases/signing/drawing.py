"""A drawn signature: lines of [x, y] points in the box to sign in."""

from __future__ import annotations

import json
import math
import re
from typing import TypeAlias

from django.core.exceptions import ValidationError

Strokes: TypeAlias = list[list[list[int]]]

MOST_POINTS = 5000
WIDTH, HEIGHT = 600, 240  # of the box to sign in
LEAST_REACH = 30  # of a mark: a slip of the finger has less, the arms of a cross more


def read(text: str) -> Strokes:
    """Lines of points inside the box. Raises ValidationError for anything else."""
    if not text:
        return []
    message = "The drawing did not arrive whole. Draw it again, or type your name."
    if len(text) > MOST_POINTS * 12 or not re.fullmatch(r"[\[\]\d,\s]*", text):
        raise ValidationError(message)
    try:
        strokes = json.loads(text)
        whole = [
            [[min(max(int(x), 0), WIDTH), min(max(int(y), 0), HEIGHT)] for x, y in line]
            for line in strokes
            if line
        ]
    except (ValueError, TypeError, RecursionError) as error:
        raise ValidationError(message) from error
    return whole


def reach(strokes: Strokes) -> float:
    """How far a mark goes: dots nowhere, each line across the box that holds it."""
    sides = [zip(*line, strict=True) for line in strokes]
    return sum(math.hypot(_span(x), _span(y)) for x, y in sides)


def _span(values: tuple[int, ...]) -> int:
    return max(values) - min(values)
