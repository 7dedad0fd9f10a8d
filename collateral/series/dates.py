"""On which days, and at which instants, what repeats would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import count

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, WEEKDAYS

from collateral.models.series import Every
from practice.spans import Span, local_instant, span

WEEK = timedelta(days=7)
STEPS = {Every.WEEK: WEEK, Every.FORTNIGHT: 2 * WEEK}
NTH = ("first", "second", "third", "fourth", "fifth")
DECEMBER = 12


@dataclass(frozen=True)
class NoSuchDay:
    """A month that lacks the weekday: it has no fifth."""

    month: date
    nth: int
    weekday: int

    @property
    def said(self) -> str:
        when = f"{MONTHS[self.month.month]} {self.month.year}"
        return f"{when} has no {NTH[self.nth]} {WEEKDAYS[self.weekday]}."


@dataclass(frozen=True)
class Date:
    """A day of a series, and when on it; ``wrong`` says why the clock has no such time."""

    day: date
    during: Span
    wrong: str = ""


def days(first: date, every: str) -> Iterator[date | NoSuchDay]:
    """From ``first`` on, without end: who takes them stops."""
    step = STEPS.get(Every(every))
    for number in count():
        yield first + number * step if step else _monthly(first, number)


def _monthly(first: date, number: int) -> date | NoSuchDay:
    """The same weekday of the month, as many months later: the third Tuesday, say."""
    months = first.month - 1 + number
    month = date(first.year + months // DECEMBER, months % DECEMBER + 1, 1)
    nth = (first.day - 1) // WEEK.days
    to_weekday = timedelta(days=(first.weekday() - month.weekday()) % WEEK.days)
    day = month + to_weekday + nth * WEEK
    if day.month == month.month:
        return day
    return NoSuchDay(month, nth, first.weekday())


def dated(day: date, clock: time, length: timedelta) -> Date:
    """The same time of day by the practice's clock, whatever the season."""
    try:
        start = local_instant(day, clock)
    except ValidationError as error:
        start = local_instant(day, clock, lenient=True)
        return Date(day, span(start, start + length), error.messages[0])
    return Date(day, span(start, start + length))
