"""Changing the hours, and what is closed: each is written down, in the words of then.

In the caller's transaction. Raises IntegrityError by name where the database refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from django.utils.dates import WEEKDAYS

from practice.formats import say_clock, say_day_short_year, say_days_from
from practice.hours.weekly import Stretch, WeeklyForm
from practice.models import (
    ClosedDay,
    HoursChange,
    HoursChangeKind,
    Repeats,
    User,
)

EACH_YEAR: dict[str, str] = {
    Repeats.DATE: "every year on this date",
    Repeats.WEEKDAY: "every year on this weekday of its month",
    Repeats.LAST: "every year on the last such weekday of its month",
}


def change_hours(form: WeeklyForm, actor: User) -> bool:
    """Whether they are as ``form`` says now; if someone else changed them, it says so."""
    stood = form.save()
    if stood is None:
        return False
    was, since = say_hours(stood), say_hours(form.cleaned_data["hours"])
    if was != since:
        _write(HoursChangeKind.HOURS, actor, was, since, of=form.clinician)
    return True


def close(day: ClosedDay, actor: User) -> None:
    """Nobody works on it from now on."""
    day.save(force_insert=True)
    _write(HoursChangeKind.CLOSED, actor, "", say_closed(day))


def open_again(day: ClosedDay, actor: User) -> bool:
    """Whether it was closed until now."""
    known = ClosedDay.objects.select_for_update().filter(pk=day.pk).first()
    if known is None:
        return False
    _write(HoursChangeKind.OPENED, actor, say_closed(known), "")
    known.delete()
    return True


def say_hours(hours: Iterable[Stretch]) -> str:
    """In one line; nothing where none are entered."""
    days = groupby(sorted(hours), attrgetter("weekday"))
    return "; ".join(
        f"{str(WEEKDAYS[day]).capitalize()} "
        + ", ".join(f"{say_clock(e.starts)} to {say_clock(e.ends)}" for e in of_day)
        for day, of_day in days
    )


def say_closed(day: ClosedDay) -> str:
    """What it is, when, and in which years."""
    first = say_day_short_year(day.first_on)
    if day.repeats == Repeats.ONCE:
        if day.last_on and day.last_on > day.first_on:
            return f"{day.name}, {say_days_from(day.first_on, day.last_on)}"
        return f"{day.name}, {first}"
    also = " or the weekday nearest to it" if day.observed else ""
    return f"{day.name}, from {first}, {EACH_YEAR[day.repeats]}{also}"


def _write(
    kind: HoursChangeKind, by: User, before: str, since: str, of: User | None = None
) -> None:
    HoursChange.objects.create(
        kind=kind, clinician=of, before=before, since=since, by=by
    )
