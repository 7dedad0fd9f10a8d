"""How a story says when: so many days from today, or an hour of the week."""

from __future__ import annotations

import re
from dataclasses import dataclass

DAYS = re.compile(r"today|(?P<ago>\d{1,3}) days? ago|in (?P<ahead>\d{1,3}) days?")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


@dataclass(frozen=True, order=True)
class Day:
    """So many days ``ahead`` of today or, if negative, gone by."""

    ahead: int

    @property
    def ago(self) -> int:
        return -self.ahead

    @classmethod
    def parse(cls, text: str) -> Day:
        if not (found := DAYS.fullmatch(text)):
            message = f"“{text}” is not like “128 days ago”, “today” or “in 18 days”."
            raise ValueError(message)
        return cls(int(found["ahead"] or 0) - int(found["ago"] or 0))


TODAY = Day(0)


@dataclass(frozen=True)
class Slot:
    """``Tue 15`` is Tuesdays, at three in the afternoon."""

    weekday: int
    hour: int

    @classmethod
    def parse(cls, text: str) -> Slot:
        weekday, _, hour = text.partition(" ")
        if weekday not in WEEKDAYS or hour not in map(str, range(24)):
            raise ValueError(f"“{text}” is not like “Tue 15”, a weekday and an hour.")
        return cls(WEEKDAYS.index(weekday), int(hour))
