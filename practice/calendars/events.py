"""When a calendar says that somebody is busy: from whatever iCalendar (RFC 5545) it is in.

What repeats is followed by the wall clock of its own zone, one occurrence after the other,
and no further than is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrulestr
from icalendar import Calendar

from practice.calendars.trouble import Trouble
from practice.calendars.uids import looks_like_ours

# Of the library, whose properties can be anything that somebody wrote.
Entry = Any
Times = list[tuple[datetime, datetime]]
A_DAY = timedelta(days=1)
MOST_STEPS = 400_000  # of one rule, such as every hour for forty years
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


@dataclass(frozen=True)
class Asked:
    """From when until when; ``home`` is where whatever says no zone is meant."""

    since: datetime
    until: datetime
    home: tzinfo


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
        _read_one(each, Asked(asked.since, asked.until, _home(each, asked)), found)
    return found


def _home(calendar: Entry, asked: Asked) -> tzinfo:
    try:
        return ZoneInfo(str(calendar["X-WR-TIMEZONE"]))
    except (KeyError, ValueError, ZoneInfoNotFoundError, OSError):
        return asked.home


def _read_one(calendar: Entry, asked: Asked, found: Found) -> None:
    events = calendar.walk("VEVENT")
    instead: dict[str, set[datetime | date]] = defaultdict(set)
    latest: dict[tuple[str, datetime | date], Entry] = {}
    own = []
    for each in events:
        try:
            if "RECURRENCE-ID" not in each:
                own.append(each)
                continue
            uid, of = (
                str(each.get("UID", "")),
                _instant(each["RECURRENCE-ID"].dt, asked),
            )
            instead[uid].add(of)
            before = latest.get((uid, of))
            if before is None or _sequence(before) <= _sequence(each):
                latest[uid, of] = each
        except UNREADABLE:
            found.unread += 1
    for each in (*own, *latest.values()):
        _add(each, instead, asked, found)
    for each in calendar.walk("VFREEBUSY"):
        _add_periods(each, asked, found)


def _add(
    event: Entry,
    instead: dict[str, set[datetime | date]],
    asked: Asked,
    found: Found,
) -> None:
    """When ``event`` takes place, where it keeps anybody busy."""
    try:
        if not _counts(event):
            return
        uid = str(event.get("UID", ""))
        moved = instead[uid] if "RECURRENCE-ID" not in event else set()
        found_all = _within(Event(event, asked).times(moved), asked)
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


def _counts(event: Entry) -> bool:
    """Whether it stands, and takes anybody's time."""
    said = {
        name: str(event.get(name, "")).strip().upper()
        for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")
    }
    return (
        said["STATUS"] != "CANCELLED"
        and said["TRANSP"] != "TRANSPARENT"
        and said["X-MICROSOFT-CDO-BUSYSTATUS"] != "FREE"
    )


class Event:
    """One entry, and when it takes place: by ``wall`` clocks of its ``zone``."""

    def __init__(self, event: Entry, asked: Asked) -> None:
        self.event, self.asked = event, asked
        starts = event["DTSTART"].dt
        self.whole_days = not isinstance(starts, datetime)
        self.zone: tzinfo = getattr(starts, "tzinfo", None) or asked.home
        self.wall = _wall(starts)
        self.by_the_clock, self.lasts = self._length()

    def _length(self) -> tuple[bool, timedelta]:
        """Whether it is counted by the wall clock, and how long it is."""
        if "DTEND" in self.event:
            ends = self.event["DTEND"].dt
            if self.whole_days:  # some say the same day where they mean one
                return True, max(_wall(ends) - self.wall, A_DAY)
            if not isinstance(ends, datetime):
                return True, _wall(ends) - self.wall
            zone = ends.tzinfo or self.asked.home
            if zone == self.zone:
                return True, _wall(ends) - self.wall
            return False, ends.replace(tzinfo=zone) - self._at(self.wall)
        if "DURATION" in self.event:
            lasts = self.event["DURATION"].dt
            return self.whole_days or not lasts % A_DAY, lasts
        return True, A_DAY if self.whole_days else timedelta()

    def times(self, moved: set[datetime | date]) -> Iterator[tuple[datetime, datetime]]:
        """Each, in no order: without what was taken out or ``moved``."""
        out = moved | {self._key(each) for each in self._listed("EXDATE")}
        for wall in self._walls():
            starts = self._at(wall)
            if not {starts.astimezone(UTC), wall.date()} & out:
                yield starts, self._end(wall, starts)
        for each in self._listed("RDATE"):
            starts, ends = self._extra(each)
            if starts.astimezone(UTC) not in out:
                yield starts, ends

    def _walls(self) -> Iterator[datetime]:
        rules = _listed(self.event.get("RRULE"))
        if not rules:
            yield self.wall
        for each in rules:
            yield from self._followed(each)

    def _followed(self, rule: Any) -> Iterator[datetime]:
        """The first always, unless the rule had ended by then: whoever ends a series
        before it began has deleted it.
        """
        last = self._until(rule.get("UNTIL"))
        if self.wall <= last:
            yield self.wall
        rest = ";".join(
            part
            for part in rule.to_ical().decode().split(";")
            if not part.upper().startswith("UNTIL=")
        )
        for steps, wall in enumerate(rrulestr(rest, dtstart=self.wall)):
            if steps > MOST_STEPS:
                raise Trouble("many")
            if wall > last or self._at(wall) >= self.asked.until:
                return
            if wall != self.wall:
                yield wall

    def _until(self, said: Any) -> datetime:
        """By the wall clock. A day means all of it."""
        until = _listed(said)
        if not until:
            return datetime.max  # noqa: DTZ901 - a wall clock has no zone
        last = until[0]
        if not isinstance(last, datetime):
            return datetime.combine(last, time.max)
        if last.tzinfo is None:
            return last
        return last.astimezone(self.zone).replace(tzinfo=None)

    def _end(self, wall: datetime, starts: datetime) -> datetime:
        if self.by_the_clock:
            return self._at(wall + self.lasts)
        return starts.astimezone(UTC) + self.lasts

    def _extra(self, said: Any) -> tuple[datetime, datetime]:
        if isinstance(said, tuple):
            starts, ends = said
            starts = starts if starts.tzinfo else starts.replace(tzinfo=self.zone)
            if isinstance(ends, timedelta):
                return starts, starts.astimezone(UTC) + ends
            return starts, ends if ends.tzinfo else ends.replace(tzinfo=self.zone)
        zone = getattr(said, "tzinfo", None) or self.zone
        wall = _wall(said)
        starts = wall.replace(tzinfo=zone)
        return starts, starts.astimezone(UTC) + self.lasts

    def _listed(self, name: str) -> Iterator[Any]:
        for each in _listed(self.event.get(name)):
            yield from (one.dt for one in each.dts)

    def _key(self, said: Any) -> datetime | date:
        """What is taken out: an instant, or where days are counted, a day."""
        if isinstance(said, datetime) and not self.whole_days:
            return _instant(said, self.asked, self.zone)
        return said.date() if isinstance(said, datetime) else said

    def _at(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone)


def _add_periods(free_busy: Entry, asked: Asked, found: Found) -> None:
    try:
        for each in _listed(free_busy.get("FREEBUSY")):
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


def _instant(said: Any, asked: Asked, zone: tzinfo | None = None) -> datetime | date:
    if not isinstance(said, datetime):
        day: date = said
        return day
    zone = said.tzinfo or zone or asked.home
    return said.replace(tzinfo=zone).astimezone(UTC)


def _wall(said: date) -> datetime:
    if isinstance(said, datetime):
        return said.replace(tzinfo=None)
    return datetime.combine(said, time())


def _listed(said: Any) -> list[Any]:
    if said is None:
        return []
    return said if isinstance(said, list) else [said]


def _sequence(event: Entry) -> int:
    return int(event.get("SEQUENCE", 0))
