"""When a calendar says that somebody is busy: from whatever iCalendar (RFC 5545) it is in.

What repeats is followed by the wall clock of its own zone, one occurrence after the other,
and no further than is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar

from practice.calendars.declined import is_declined, owners_by_name
from practice.calendars.occurring import Asked, Entry, Event, listed
from practice.calendars.overrides import Overrides, changes_its_series
from practice.calendars.trouble import Trouble
from practice.calendars.uids import looks_like_ours

Times = list[tuple[datetime, datetime]]
MOST_TIMES = 200_000  # before they are joined
# What the libraries raise of an entry that is not in order.
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError)


@dataclass
class Found:
    """When somebody is busy; by its name what may be a session of ours; how many entries
    could not be read.
    """

    busy: Times = field(default_factory=list)
    named: dict[str, Times] = field(default_factory=lambda: defaultdict(list))
    unread: int = 0


def read(content: bytes, asked: Asked) -> Found:
    """Raises ``Trouble`` for what is no calendar."""
    text = content.decode("utf-8-sig", "replace").strip()
    if not text[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise Trouble("no calendar")
    if not text[-13:].upper().endswith("END:VCALENDAR"):
        raise Trouble("broken")  # cut off: what is missing would count as free
    try:
        calendars: Any = Calendar.from_ical(text, multiple=True)
    except (*UNREADABLE, IndexError):
        raise Trouble("broken") from None
    found = Found()
    for each in calendars:
        owners = asked.owners | owners_by_name(each)
        _read_one(each, replace(asked, home=_home(each, asked), owners=owners), found)
    return found


def _home(calendar: Entry, asked: Asked) -> tzinfo:
    try:
        return ZoneInfo(str(calendar["X-WR-TIMEZONE"]))
    except (KeyError, ValueError, ZoneInfoNotFoundError, OSError):
        return asked.home


def _read_one(calendar: Entry, asked: Asked, found: Found) -> None:
    overrides = Overrides(asked)
    own = []
    for each in calendar.walk("VEVENT"):
        try:
            if "RECURRENCE-ID" in each:
                overrides.add(each)
            else:
                own.append(each)
        except UNREADABLE:
            found.unread += 1
    for uid, each in overrides.ranges():
        try:
            overrides.change(uid, each, _counts(each, asked))
        except UNREADABLE:  # it is counted among those below
            continue
    for each in (*own, *overrides.each()):
        _add(each, overrides, asked, found)
    for each in calendar.walk("VFREEBUSY"):
        _add_periods(each, asked, found)


def _add(event: Entry, overrides: Overrides, asked: Asked, found: Found) -> None:
    """When ``event`` takes place, where it keeps anybody busy."""
    try:
        if not _counts(event, asked):
            return
        uid = str(event.get("UID", ""))
        found_all = _within(_times(event, uid, overrides, asked), asked)
        times = list(islice(found_all, MOST_TIMES))
    except UNREADABLE:
        found.unread += 1
        return
    if looks_like_ours(uid):
        found.named[uid] += times
    else:
        found.busy += times
    if len(found.busy) >= MOST_TIMES:
        raise Trouble("many")


def _times(
    event: Entry, uid: str, overrides: Overrides, asked: Asked
) -> Iterable[tuple[datetime, datetime]]:
    """Some programs write the rule of the series into what stands for one of it, which
    repeats nothing.
    """
    read = Event(event, asked)
    if "RECURRENCE-ID" not in event:
        return read.times(overrides.instead[uid], overrides.onward[uid])
    if changes_its_series(event):
        return read.times(overrides.besides(event))
    return [read.once()]


def _counts(event: Entry, asked: Asked) -> bool:
    """Whether it stands, and takes anybody's time."""
    said = {
        name: str(event.get(name, "")).strip().upper()
        for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")
    }
    return (
        said["STATUS"] != "CANCELLED"
        and said["TRANSP"] != "TRANSPARENT"
        and said["X-MICROSOFT-CDO-BUSYSTATUS"] != "FREE"
        and not is_declined(event, asked.owners)
    )


def _add_periods(free_busy: Entry, asked: Asked, found: Found) -> None:
    try:
        for each in listed(free_busy.get("FREEBUSY")):
            if str(each.params.get("FBTYPE", "BUSY")).upper() != "FREE":
                starts, ends = each.dt if isinstance(each.dt, tuple) else (each.dt,) * 2
                ends = starts + ends if isinstance(ends, timedelta) else ends
                found.busy += _within([(starts, ends)], asked)
    except UNREADABLE:
        found.unread += 1


def _within(
    times: Iterable[tuple[datetime, datetime]], asked: Asked
) -> Iterator[tuple[datetime, datetime]]:
    for starts, ends in times:
        first, last = max(starts, asked.since), min(ends, asked.until)
        if first < last:
            yield first.astimezone(UTC), last.astimezone(UTC)
