"""A clinician's hours, and the time away of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest

from practice.models import Busy, BusyKind, User, WorkingHours
from practice.spans import span
from tests.clock import local

Works = Callable[..., None]


@pytest.fixture
def works(db: None) -> Works:
    """Has ``who``, or the practice, work on ``days`` of the week from nine to five, or as told."""

    def enter(
        who: User | None, days: range = range(5), starts: int = 9, ends: int = 17
    ) -> None:
        for day in days:
            WorkingHours.objects.create(
                clinician=who, weekday=day, starts=time(starts), ends=time(ends)
            )

    return enter


def busy(who: User, starts: str, ends: str, kind: BusyKind = BusyKind.BUSY) -> Busy:
    """By the practice's clock."""
    during = span(local(starts), local(ends))
    return Busy.objects.create(clinician=who, during=during, kind=kind)
