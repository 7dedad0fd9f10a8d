"""When somebody works, and when they are busy or away, past the pages."""

from __future__ import annotations

from datetime import time

from practice.models import Busy, BusyKind, User, WorkingHours
from practice.spans import span
from tests.clock import local


def works(
    who: User | None, days: range = range(5), starts: int = 9, ends: int = 17
) -> None:
    """So do they, or the practice, on these days of the week: from hour to hour."""
    for day in days:
        WorkingHours.objects.create(
            clinician=who, weekday=day, starts=time(starts), ends=time(ends)
        )


def busy(who: User, starts: str, ends: str, kind: BusyKind = BusyKind.BUSY) -> Busy:
    """By the practice's clock."""
    during = span(local(starts), local(ends))
    return Busy.objects.create(clinician=who, during=during, kind=kind)
