"""Lengths of time, and moments by the practice's clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from practice.spans import local_instant

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)
FIFTY = timedelta(minutes=50)


def local(text: str) -> datetime:
    """The instant at which the practice's clock shows ``2027-01-12 15:00``."""
    day, _, clock = text.partition(" ")
    return local_instant(
        date.fromisoformat(day), time.fromisoformat(clock or "00:00"), lenient=True
    )


def afternoon(days: int = 7) -> datetime:
    """Three o'clock by the practice's clock, so many days from today."""
    return local_instant(timezone.localdate() + days * DAY, time(15), lenient=True)
