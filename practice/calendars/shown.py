"""How it stands with a calendar kept elsewhere, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from practice.calendars.models import OtherCalendar
from practice.calendars.trouble import SAYS
from practice.database.worded import worded
from practice.formats import say_ago, say_instant
from practice.numbers import say_figures

LATE = timedelta(hours=1)


@dataclass(frozen=True)
class Shown:
    """One, and whether what it says is of now."""

    calendar: OtherCalendar
    says: str
    counts: str
    fresh: bool


def calendars_ahead(now: datetime, **of: int) -> list[Shown]:
    """Those of everyone, or ``of`` one, in one query."""
    ahead = Count("busy_times", filter=Q(busy_times__during__endswith__gt=now))
    found = OtherCalendar.objects.in_use().filter(**of).annotate(ahead=ahead)
    return [_shown(each, each.ahead, now) for each in found]


@worded
def _kept_by(clinician: int) -> QuerySet[OtherCalendar]:
    return OtherCalendar.objects.in_use().filter(clinician=clinician)


def stale_ahead(now: datetime, clinician: int) -> list[Shown]:
    """Those of this clinician that were not read lately: a time that is offered may be
    taken there. How much they hold is not counted.
    """
    found = (
        Shown(each, _says(each, now), "", _is_fresh(each, now))
        for each in _kept_by(clinician)
    )
    return [each for each in found if not each.fresh]


def _shown(calendar: OtherCalendar, ahead: int, now: datetime) -> Shown:
    counts, fresh = _counts(calendar, ahead), _is_fresh(calendar, now)
    return Shown(calendar, _says(calendar, now), counts, fresh)


def _is_fresh(calendar: OtherCalendar, now: datetime) -> bool:
    since = calendar.read_at or calendar.added_at
    return now - since < LATE and not calendar.problem


def _says(calendar: OtherCalendar, now: datetime) -> str:
    read_at = calendar.read_at
    not_since = f"Not read since {say_instant(read_at)}" if read_at else "Not read yet"
    if calendar.problem:
        return f"{not_since}: {SAYS[calendar.problem]}."
    if now - (read_at or calendar.added_at) >= LATE:
        return f"{not_since}: nothing has tried. Tell whoever looks after this program."
    if read_at is None:
        return "It is being read for the first time. Look again in a minute."
    return f"Read {say_ago(read_at, now)}."


def _counts(calendar: OtherCalendar, ahead: int) -> str:
    if calendar.read_at is None and not ahead:
        return ""
    said = "1 busy time" if ahead == 1 else f"{say_figures(ahead)} busy times"
    if not ahead:
        said = "No busy times"
    counts = f"{said} in the year ahead{' still count' if calendar.problem else ''}."
    if calendar.unread == 1:
        counts += " 1 entry could not be read, and does not count."
    elif calendar.unread:
        counts += f" {say_figures(calendar.unread)} entries could not be read, and do not count."
    return counts
