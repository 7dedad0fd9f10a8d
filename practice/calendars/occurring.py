"""When one entry of a calendar takes place: by the wall clock of its own zone, one occurrence
after the other, and no further than is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from dateutil.rrule import rrulestr

from practice.calendars.trouble import Trouble

# Of the library, whose properties can be anything that somebody wrote.
Entry = Any
Of = datetime | date  # which occurrence: an instant, or where days are counted, a day
A_DAY = timedelta(days=1)
MOST_STEPS = 400_000  # of one rule, such as every hour for forty years


@dataclass(frozen=True)
class Asked:
    """From when until when; ``home`` is where whatever says no zone is meant; ``owners`` are
    the addresses, if any are known, of whoever the calendar is.
    """

    since: datetime
    until: datetime
    home: tzinfo
    owners: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Onward:
    """That the occurrence ``of`` a series, and all after it, are as ``event`` says: so much
    earlier or later, and as long. Without one, they are not.
    """

    of: Any
    event: Event | None


class Event:
    """One entry, and when it takes place: by ``wall`` clocks of its ``zone``."""

    def __init__(self, event: Entry, asked: Asked) -> None:
        self.event, self.asked = event, asked
        starts = event["DTSTART"].dt
        self.whole_days = not isinstance(starts, datetime)
        self.zone: tzinfo = getattr(starts, "tzinfo", None) or asked.home
        self.wall = wall_of(starts)
        self.by_the_clock, self.lasts = self._length()

    def _length(self) -> tuple[bool, timedelta]:
        """Whether it is counted by the wall clock, and how long it is."""
        if "DTEND" in self.event:
            ends = self.event["DTEND"].dt
            if self.whole_days:  # some say the same day where they mean one
                return True, max(wall_of(ends) - self.wall, A_DAY)
            if not isinstance(ends, datetime):
                return True, wall_of(ends) - self.wall
            zone = ends.tzinfo or self.asked.home
            if zone == self.zone:
                return True, wall_of(ends) - self.wall
            return False, ends.replace(tzinfo=zone) - self._at(self.wall)
        if "DURATION" in self.event:
            lasts = self.event["DURATION"].dt
            return self.whole_days or not lasts % A_DAY, lasts
        return True, A_DAY if self.whole_days else timedelta()

    def once(self) -> tuple[datetime, datetime]:
        """The first alone: in place of one occurrence, it repeats for nobody."""
        return self.placed(self.wall, self.zone)

    def times(
        self, moved: set[Of], onward: Sequence[Onward] = ()
    ) -> Iterator[tuple[datetime, datetime]]:
        """Each, in no order: without what was taken out or ``moved``."""
        out = moved | {self._key(each) for each in listed_dates(self.event, "EXDATE")}
        changes = sorted(
            (_Change(self, each) for each in onward), key=lambda each: each.since
        )
        back = max((each.back for each in changes), default=timedelta())
        for wall, starts, ends in self._as_planned(self.asked.until + back):
            if {starts.astimezone(UTC), wall.date()} & out:
                continue
            after = [each for each in changes if each.since <= wall]
            if not after:
                yield starts, ends
            elif moved_to := after[-1].placed(wall):
                yield moved_to

    def _as_planned(
        self, until: datetime
    ) -> Iterator[tuple[datetime, datetime, datetime]]:
        for wall in self._walls(until):
            yield wall, *self.placed(wall, self.zone)
        for each in listed_dates(self.event, "RDATE"):
            starts, ends = self._extra(each)
            yield starts.astimezone(self.zone).replace(tzinfo=None), starts, ends

    def _walls(self, until: datetime) -> Iterator[datetime]:
        rules = listed(self.event.get("RRULE"))
        if not rules:
            yield self.wall
        for each in rules:
            yield from self._followed(each, until)

    def _followed(self, rule: Any, until: datetime) -> Iterator[datetime]:
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
            if wall > last or self._at(wall) >= until:
                return
            if wall != self.wall:
                yield wall

    def _until(self, said: Any) -> datetime:
        """By the wall clock. A day means all of it."""
        until = listed(said)
        if not until:
            return datetime.max  # noqa: DTZ901 - a wall clock has no zone
        last = until[0]
        if not isinstance(last, datetime):
            return datetime.combine(last, time.max)
        return self.wall_here(last)

    def placed(self, wall: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
        """When it is, were it to begin at ``wall``."""
        starts = wall.replace(tzinfo=zone)
        if self.by_the_clock:
            return starts, (wall + self.lasts).replace(tzinfo=zone)
        return starts, starts.astimezone(UTC) + self.lasts

    def wall_here(self, said: date) -> datetime:
        """What is said, by this one's clock: a day, from its beginning."""
        if isinstance(said, datetime) and said.tzinfo:
            said = said.astimezone(self.zone)
        return wall_of(said)

    def wall_in(self, zone: tzinfo) -> datetime:
        if self.whole_days or zone == self.zone:
            return self.wall
        return self._at(self.wall).astimezone(zone).replace(tzinfo=None)

    def _extra(self, said: Any) -> tuple[datetime, datetime]:
        if isinstance(said, tuple):
            starts, ends = said
            starts = starts if starts.tzinfo else starts.replace(tzinfo=self.zone)
            if isinstance(ends, timedelta):
                return starts, starts.astimezone(UTC) + ends
            return starts, ends if ends.tzinfo else ends.replace(tzinfo=self.zone)
        zone = getattr(said, "tzinfo", None) or self.zone
        starts = wall_of(said).replace(tzinfo=zone)
        return starts, starts.astimezone(UTC) + self.lasts

    def _key(self, said: Any) -> Of:
        """What is taken out."""
        if isinstance(said, datetime) and not self.whole_days:
            return instant(said, self.asked, self.zone)
        return said.date() if isinstance(said, datetime) else said

    def _at(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone)


class _Change:
    """What ``onward`` makes of the occurrences of ``series``, ``since`` which wall clock."""

    def __init__(self, series: Event, onward: Onward) -> None:
        self.since, self.now = series.wall_here(onward.of), onward.event
        self.by, self.zone = timedelta(), series.zone
        if self.now:
            if self.now.whole_days or series.whole_days:
                self.zone = self.now.zone
            self.by = self.now.wall_in(self.zone) - self.since
        # By as much more of the series must be looked at, which comes from after what is asked.
        self.back = max(-self.by, timedelta())

    def placed(self, wall: datetime) -> tuple[datetime, datetime] | None:
        if self.now is None:
            return None
        new = wall + self.by
        if self.now.whole_days:
            new = datetime.combine(new.date(), time())
        return self.now.placed(new, self.zone)


def instant(said: Any, asked: Asked, zone: tzinfo | None = None) -> Of:
    if not isinstance(said, datetime):
        day: date = said
        return day
    zone = said.tzinfo or zone or asked.home
    return said.replace(tzinfo=zone).astimezone(UTC)


def wall_of(said: date) -> datetime:
    if isinstance(said, datetime):
        return said.replace(tzinfo=None)
    return datetime.combine(said, time())


def listed(said: Any) -> list[Any]:
    if said is None:
        return []
    return said if isinstance(said, list) else [said]


def listed_dates(event: Entry, name: str) -> Iterator[Any]:
    for each in listed(event.get(name)):
        yield from (one.dt for one in each.dts)
