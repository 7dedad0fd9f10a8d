"""Days, times, spans and lists, in the words that people use for them.

Instants are told by the practice's own clock, whoever asks and wherever. What order
days and times are written in, each language's folder in ``practice.locale`` says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils import dateformat, timezone
from django.utils.formats import get_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from practice.numbers import say_number
from practice.spans import clock_of, local_day

ZONES = {
    "America/New_York": gettext_lazy("Eastern Time"),
    "America/Detroit": gettext_lazy("Eastern Time"),
    "America/Chicago": gettext_lazy("Central Time"),
    "America/Denver": gettext_lazy("Mountain Time"),
    "America/Boise": gettext_lazy("Mountain Time"),
    "America/Phoenix": gettext_lazy("Mountain Standard Time"),
    "America/Los_Angeles": gettext_lazy("Pacific Time"),
    "America/Anchorage": gettext_lazy("Alaska Time"),
    "Pacific/Honolulu": gettext_lazy("Hawaii Time"),
    "America/Puerto_Rico": gettext_lazy("Atlantic Time"),
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
    return local_day(day) if isinstance(day, datetime) else day


def _written(day: date, form: str) -> str:
    """In ``form``, which is the name of a format, or one."""
    return _formatted(_day(day), form, get_language())


# A page holds a hundred days and times, and Django looks up each part of each anew.
@lru_cache(4096)
def _formatted(moment: date | time, form: str, _language: str | None) -> str:
    return dateformat.format(moment, get_format(form))


def say_day(day: date) -> str:
    """Tue, Jan 12, 2027"""
    return _written(day, "DATE_FORMAT")


def say_day_short(day: date) -> str:
    """Jan 12"""
    return _written(day, "MONTH_DAY_FORMAT")


def say_day_short_year(day: date) -> str:
    """Jan 12, 2027"""
    return _written(day, "SHORT_DATE_FORMAT")


def say_born(day: date | None) -> str:
    """born Jan 12, 1990; nothing of a birth that is not known"""
    return f"born {say_day_short_year(day)}" if day else ""


def say_weekday(day: date) -> str:
    """Tue, Jan 12"""
    return _written(day, "WEEKDAY_FORMAT")


def say_month_short(day: date) -> str:
    """Jan"""
    return _written(day, "M")


def say_month_year(day: date) -> str:
    """Jan 2027"""
    return _written(day, "M Y")


def say_days_from(first: date, last: date) -> str:
    """January 11–15, 2027, and so on over the ends of months and years."""
    if first == last:
        return _written(last, "LONG_DATE_FORMAT")
    if first.year != last.year:
        formats = get_format("DAYS_FORMAT")
    elif first.month != last.month:
        formats = get_format("DAYS_OF_YEAR_FORMAT")
    else:
        formats = get_format("DAYS_OF_MONTH_FORMAT")
    return _written(first, formats[0]) + _written(last, formats[1])


def say_clock(moment: datetime | time) -> str:
    """3:00 pm"""
    return _clock(moment, "TIME_FORMAT")


def say_hour(hour: int) -> str:
    """3 pm"""
    return _clock(time(hour % 24), "HOUR_FORMAT")


def _clock(moment: datetime | time, form: str) -> str:
    """In small letters, which Django has none of: only PM and p.m."""
    clock = clock_of(moment) if isinstance(moment, datetime) else moment
    clock = clock.replace(second=0, microsecond=0)
    return _formatted(clock, form, get_language()).lower()


def say_instant(instant: datetime) -> str:
    """Tue, Jan 12, 2027, 3:00 pm EST"""
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
        same_half = _clock(start, "A") == _clock(end, "A")
        begins = _clock(start, "START_FORMAT") if same_half else say_clock(start)
        return f"{begins}–{say_clock(end)}"
    if end.time() == time.min and end.date() - start.date() == timedelta(days=1):
        return gettext("{start}–midnight").format(start=say_clock(start))
    day = say_weekday(end) if start.year == end.year else say_day(end)
    return f"{say_clock(start)} – {day}, {say_clock(end)}"


def say_span(span: Bounded) -> str:
    """Tue, Jan 12, 2027, 3:00–3:50 pm"""
    start, _ = _ends(span)
    return f"{say_day(start)}, {say_clocks(span)}"


def within_a_sentence(label: str) -> str:
    """A label as it reads after other words: ends Dec 9, not Ends Dec 9; but HIV"""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def say_initials(name: str) -> str:
    """J.R., of whoever is called so: of two names at most, where letters begin them."""
    words = name.split()
    named = [word for word in words if word[0].isalpha()] or words
    return "".join(f"{word[0]}." for word in named[:2])


def say_list(words: Iterable[str]) -> str:
    """A, B and C"""
    return get_text_list(list(words), gettext("and"))


def say_ago(instant: datetime, now: datetime) -> str:
    """two hours ago, yesterday, three days ago: by the practice's calendar."""
    passed = now - instant
    days = (_day(now) - _day(instant)).days
    if passed < MINUTE:
        return gettext("just now")
    if passed < HOUR:
        count = passed // MINUTE
        said = ngettext("{count} minute ago", "{count} minutes ago", count)
    elif days == 0:
        count = passed // HOUR
        said = ngettext("{count} hour ago", "{count} hours ago", count)
    elif days == 1:
        return gettext("yesterday")
    else:
        count = days
        said = ngettext("{count} day ago", "{count} days ago", count)
    return said.format(count=say_number(count))


def say_zone() -> str:
    """Eastern Time"""
    name = settings.TIME_ZONE
    if name in ZONES:
        return str(ZONES[name])
    place = name.rsplit("/")[-1].replace("_", " ")
    return gettext("{place} time").format(place=place)


def say_zone_at(instant: datetime) -> str:
    """EST, or EDT in summer; where a zone has no letters, UTC and its hours."""
    name = _local(instant).tzname() or ""
    return name if name[:1].isalpha() else f"UTC{name}"
