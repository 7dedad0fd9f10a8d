"""When nobody works on a day of the week that is shown: shades behind its sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from practice.hours.closures import Closure
from practice.spans import Span, clock_of, local_day, local_instant, span, start_of

STEP = 5  # minutes a row of the grid
MOST = 144  # rows, of which week.css knows the length
MIDNIGHT = 24


@dataclass(frozen=True)
class Shut:
    """A closure as far as a day shows it: from its ``first`` row, so many ``rows``; or the
    ``whole`` day.
    """

    closure: Closure
    during: Span
    first: int
    rows: int
    whole: bool


def shut_on(day: date, hours: range, closures: Iterable[Closure]) -> Iterator[Shut]:
    """What is shut within ``hours``. On a closed day, that alone."""
    opens = local_instant(day, time(hours.start), lenient=True)
    ends = (
        start_of(day + timedelta(days=1))
        if hours.stop >= MIDNIGHT
        else local_instant(day, time(hours.stop), lenient=True)
    )
    here = [
        (each, max(each.during.lower, opens), min(each.during.upper, ends))
        for each in closures
        if each.during.lower < ends and opens < each.during.upper
    ]
    closed = [found for found in here if found[0].closes]
    for closure, start, end in closed[:1] or here:
        first = _row(start, day, hours)
        rows = _row(end, day, hours) - first
        whole = start == opens and end == ends
        yield Shut(closure, span(start, end), first, min(rows, MOST), whole)


def _row(instant: datetime, day: date, hours: range) -> int:
    """By the practice's clock."""
    if local_day(instant) > day:
        return (hours.stop - hours.start) * 60 // STEP + 1
    clock = clock_of(instant)
    return ((clock.hour - hours.start) * 60 + clock.minute) // STEP + 1
