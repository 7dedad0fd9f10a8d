"""Days, times, spans and lists, in the words that people use for them.

Instants are told by the practice's own clock, whoever asks and wherever.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.conf import settings
from django.utils import timezone

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
ZONES = {
    "America/New_York": "Eastern Time",
    "America/Detroit": "Eastern Time",
    "America/Chicago": "Central Time",
    "America/Denver": "Mountain Time",
    "America/Boise": "Mountain Time",
    "America/Phoenix": "Mountain Standard Time",
    "America/Los_Angeles": "Pacific Time",
    "America/Anchorage": "Alaska Time",
    "Pacific/Honolulu": "Hawaii Time",
    "America/Puerto_Rico": "Atlantic Time",
}
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Bounded(Protocol):
    """A span of time, such as a range column holds; both its ends must be known."""

    @property
    def lower(self) -> datetime | None: ...

    @property
    def upper(self) -> datetime | None: ...


def _ends(span: Bounded) -> tuple[datetime, datetime]:
    if span.lower is None or span.upper is None:
        message = "A span without both its ends has no words."
        raise ValueError(message)
    return _local(span.lower), _local(span.upper)


def _local(instant: datetime) -> datetime:
    return timezone.localtime(instant, timezone.get_default_timezone())


def _day(day: date) -> date:
    """The practice-local day of an instant; a plain day is itself."""
    return _local(day).date() if isinstance(day, datetime) else day


def say_day(day: date) -> str:
    """Tue 12 Jan 2027"""
    day = _day(day)
    return f"{DAYS[day.weekday()]} {say_day_short_year(day)}"


def say_day_short(day: date) -> str:
    """12 Jan"""
    day = _day(day)
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def say_day_short_year(day: date) -> str:
    """12 Jan 2027"""
    day = _day(day)
    return f"{say_day_short(day)} {day.year}"


def say_weekday(day: date) -> str:
    """Tue 12 Jan"""
    day = _day(day)
    return f"{DAYS[day.weekday()]} {say_day_short(day)}"


def say_month(day: date) -> str:
    """January 2027"""
    day = _day(day)
    return f"{MONTHS[day.month - 1]} {day.year}"


def say_days_from(first: date, last: date) -> str:
    """11–15 January 2027, and so on over the ends of months and years."""
    if first.year != last.year:
        return (
            f"{first.day} {MONTHS[first.month - 1]} {first.year} – "
            f"{last.day} {MONTHS[last.month - 1]} {last.year}"
        )
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {last.day} {say_month(last)}"
    if first.day != last.day:
        return f"{first.day}–{last.day} {say_month(last)}"
    return f"{last.day} {say_month(last)}"


def say_clock(moment: datetime | time) -> str:
    """3:00 pm"""
    clock = _local(moment) if isinstance(moment, datetime) else moment
    return f"{_hour(clock)} {_half(clock)}"


def _hour(clock: datetime | time) -> str:
    return f"{clock.hour % 12 or 12}:{clock.minute:02}"


def _half(clock: datetime | time) -> str:
    return "am" if clock.hour < 12 else "pm"  # noqa: PLR2004 (noon)


def say_hour(hour: int) -> str:
    """3 pm"""
    clock = time(hour % 24)
    return f"{clock.hour % 12 or 12} {_half(clock)}"


def say_instant(instant: datetime) -> str:
    """Tue 12 Jan 2027, 3:00 pm EST"""
    return f"{say_day(instant)}, {say_clock(instant)} {say_zone_at(instant)}"


def say_clocks(span: Bounded) -> str:
    """3:00–3:50 pm: the hours of a span, or both its days where it crosses midnight."""
    start, end = _ends(span)
    if start.utcoffset() != end.utcoffset():
        # The clock jumps within the span, so hours alone would mislead.
        return (
            f"{say_clock(start)} {say_zone_at(start)}–"
            f"{say_clock(end)} {say_zone_at(end)}"
        )
    if start.date() == end.date():
        if _half(start) == _half(end):
            return f"{_hour(start)}–{say_clock(end)}"
        return f"{say_clock(start)}–{say_clock(end)}"
    if end.time() == time.min and end.date() - start.date() == timedelta(days=1):
        return f"{say_clock(start)}–midnight"
    day = say_weekday(end) if start.year == end.year else say_day(end)
    return f"{say_clock(start)} – {day}, {say_clock(end)}"


def say_span(span: Bounded) -> str:
    """Tue 12 Jan 2027, 3:00–3:50 pm"""
    start, _ = _ends(span)
    return f"{say_day(start)}, {say_clocks(span)}"


def within_a_sentence(label: str) -> str:
    """A label as it reads after other words: ends 9 Dec, not Ends 9 Dec"""
    return label[:1].lower() + label[1:]


def say_list(words: Iterable[str]) -> str:
    """A, B and C"""
    *others, last = list(words) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def say_number(number: int) -> str:
    """Up to twelve in words, then in figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def say_count(number: int, one: str, many: str = "") -> str:
    """three sessions, one session"""
    return f"{say_number(number)} {one if number == 1 else many or one + 's'}"


def say_days(number: int) -> str:
    """three days"""
    return say_count(number, "day")


def say_ago(instant: datetime, now: datetime) -> str:
    """two hours ago, yesterday, three days ago: by the practice's calendar."""
    passed = now - instant
    days = (_day(now) - _day(instant)).days
    if passed < MINUTE:
        return "just now"
    if passed < HOUR:
        return f"{say_count(passed // MINUTE, 'minute')} ago"
    if days == 0:
        return f"{say_count(passed // HOUR, 'hour')} ago"
    return "yesterday" if days == 1 else f"{say_days(days)} ago"


def say_until(day: date, today: date) -> str:
    """today, tomorrow, in three days; and what has passed, as ``say_ago`` does."""
    days = (_day(day) - _day(today)).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {say_days(days)}" if days > 0 else f"{say_days(-days)} ago"


def say_zone() -> str:
    """Eastern Time"""
    name = settings.TIME_ZONE
    return ZONES.get(name) or f"{name.rsplit('/')[-1].replace('_', ' ')} time"


def say_zone_at(instant: datetime) -> str:
    """EST, or EDT in summer; where a zone has no letters, UTC and its hours."""
    name = _local(instant).tzname() or ""
    return name if name[:1].isalpha() else f"UTC{name}"
