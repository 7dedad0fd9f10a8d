"""When the invented clinicians see nobody of the stories, so that a week shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time, timedelta

from collateral.demo.calendar import Calendar
from practice.models import Busy, BusyKind, User
from practice.spans import local_instant, span

FRIDAY, DAYS = 4, 21  # from this week's Monday
EARLY, NOON = (time(8), time(8, 50)), (time(12), time(12, 50))


def times_elsewhere(people: Mapping[str, User], calendar: Calendar) -> Iterator[Busy]:
    """Dr. Okafor's own sessions, early and at noon but on Fridays; and Dr. Chen's leave, on
    the Friday after next from five on.
    """
    for ahead in range(DAYS):
        day = calendar.monday + timedelta(days=ahead)
        if day.weekday() < FRIDAY:
            for first, last in (EARLY, NOON):
                during = span(local_instant(day, first), local_instant(day, last))
                yield Busy(clinician=people["okafor"], during=during)
    leaves = calendar.monday + timedelta(days=14 + FRIDAY)
    during = span(local_instant(leaves, time(17)), local_instant(leaves, time(20)))
    yield Busy(clinician=people["chen"], during=during, kind=BusyKind.AWAY)
