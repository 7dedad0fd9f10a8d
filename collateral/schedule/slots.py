"""The empty half hours of a day, each of which can be booked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError

from practice.spans import Span, local_instant

HALF_HOUR = timedelta(minutes=30)
ROWS_AN_HOUR = 12


@dataclass(frozen=True)
class Slot:
    """``first`` is its row in the week, ``rows`` how many it has."""

    day: date
    start: time
    first: int
    rows: int = ROWS_AN_HOUR // 2


def slots_of(
    day: date, hours: range, taken: Sequence[Span], now: datetime
) -> Iterator[Slot]:
    """Those within ``hours`` that begin after ``now`` and hold no moment of
    what is ``taken``. The clock shows each once.
    """
    for half in range(hours.start * 2, min(hours.stop, 24) * 2):
        start = time(half // 2, half % 2 * 30)
        try:
            begins = local_instant(day, start)
        except ValidationError:
            continue  # the clock skips it, or shows it twice
        ends = begins + HALF_HOUR
        if begins >= now and not any(
            t.lower < ends and begins < t.upper for t in taken
        ):
            yield Slot(day, start, (half - hours.start * 2) * (ROWS_AN_HOUR // 2) + 1)
