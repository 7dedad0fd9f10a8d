"""What was typed stands as it is read, stored and shown, or is refused."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import time

from django.core.exceptions import ValidationError

# Characters that turn the direction of what follows, so that it reads as it is not.
TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
HIDDEN = {"Cc", "Cs", "Zl", "Zp"}  # categories: control, half a pair, line breaks
LINES = {"\n", "\r", "\t"}


@dataclass(frozen=True)
class Readable:
    """Refuses text with a character that cannot be seen, stored or read as it stands."""

    lines: bool = False

    def __call__(self, text: object) -> None:
        if not isinstance(text, str) or not text:
            return
        allowed = LINES if self.lines else set()
        if TURNING & set(text):
            message = (
                "This has a hidden character that turns text around. Type it anew."
            )
            raise ValidationError(message, code="turning")
        kinds = {unicodedata.category(c) for c in set(text) - allowed}
        if kinds & HIDDEN:
            message = "This has a hidden control character. Type it anew."
            raise ValidationError(message, code="control")
        if not any(kind[0] not in "CZ" for kind in kinds):
            message = "This has no character that can be seen."
            raise ValidationError(message, code="blank")


def whole_minutes(clock: time) -> None:
    """Refuses seconds, which no page shows and no session has."""
    if clock.second or clock.microsecond:
        message = "Enter a time in whole minutes, such as 3:00 pm."
        raise ValidationError(message, code="seconds")


def storable(number: int) -> None:
    """Refuses a number that no column holds: the database could not even be asked."""
    if abs(number) >= 2**31:
        raise ValidationError("Enter a smaller number.", code="too_large")
