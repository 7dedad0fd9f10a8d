"""A time zone as a calendar has to say it (RFC 5545, 3.6.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, STEP, SECOND = timedelta(1), timedelta(minutes=30), timedelta(seconds=1)


@lru_cache(maxsize=8)
def zone_of(name: str, since: datetime, until: datetime) -> Timezone:
    """From ``since`` until ``until``: as it is at first, and each change of the clocks.

    Each begins by the clock that went before it, which libraries get wrong in spring.
    """
    zone, made = ZoneInfo(name), Timezone()
    made.add("tzid", name)
    for change in (since, *_changes(zone, since, until)):
        before = (change - SECOND).astimezone(zone)
        made.add_component(_observance(before, change.astimezone(zone)))
    return made


def _observance(
    before: datetime, after: datetime
) -> TimezoneStandard | TimezoneDaylight:
    made = TimezoneDaylight() if after.dst() else TimezoneStandard()
    wall = (before + SECOND).replace(tzinfo=None)
    made.add("dtstart", wall)
    made.add("tzoffsetfrom", before.utcoffset())
    made.add("tzoffsetto", after.utcoffset())
    made.add("tzname", after.tzname())
    return made


def _changes(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """No clocks change within half an hour of UTC, or twice a day."""
    moment = since.astimezone(UTC)
    while (following := moment + DAY) < until:
        if _offset(zone, moment) != _offset(zone, following):
            while _offset(zone, moment) == _offset(zone, moment + STEP):
                moment += STEP
            moment += STEP
            yield moment
        else:
            moment = following


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
