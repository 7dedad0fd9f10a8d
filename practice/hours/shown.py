"""Hours, busy times and closed days in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from practice.calendars.shown import Shown, calendars_ahead
from practice.formats import say_day, say_day_short_year, say_days_from, say_span
from practice.hours.opening import closed_days
from practice.models import Busy, ClosedDay, Repeats, Role, User, WorkingHours
from practice.spans import Span, last_day, local_day, start_of

AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Worker:
    """A clinician, or the practice; their own hours, and when they are away or busy."""

    who: User | None
    hours: tuple[WorkingHours, ...]
    busy: tuple[tuple[Busy, str], ...]
    calendars: tuple[Shown, ...]
    may_change: bool


@dataclass(frozen=True)
class Closed:
    """A closed day, and what it is in the year ahead."""

    day: ClosedDay
    comes: str


def who_works(viewer: User, now: datetime) -> tuple[Worker, list[Worker]]:
    """The practice, and everyone who works here, in four queries."""
    hours, busy = list(WorkingHours.objects.all()), list(_ahead(now))
    calendars = calendars_ahead(now)
    clinicians = User.objects.filter(role=Role.CLINICIAN, is_active=True)
    people = [
        Worker(
            who,
            _of(hours, who.pk),
            tuple(
                (each, says(each.during))
                for each in busy
                if each.clinician_id == who.pk
            ),
            tuple(each for each in calendars if each.calendar.clinician_id == who.pk),
            viewer.is_admin or viewer == who,
        )
        for who in clinicians
    ]
    people.sort(key=lambda each: each.who != viewer)  # one's own first
    return Worker(None, _of(hours, None), (), (), viewer.is_admin), people


def _of(hours: Iterable[WorkingHours], pk: int | None) -> tuple[WorkingHours, ...]:
    return tuple(each for each in hours if each.clinician_id == pk)


def _ahead(now: datetime) -> Iterable[Busy]:
    """What was typed: what calendars say is counted, for it may be hundreds of times."""
    typed = Busy.objects.filter(calendar=None)
    return typed.filter(during__endswith__gt=now).order_by("during", "pk")


def says(during: Span) -> str:
    """Whole days as days; else from when until when."""
    first, last = local_day(during.lower), last_day(during.upper)
    whole = (
        during.lower == start_of(first),
        during.upper == start_of(last + timedelta(1)),
    )
    if not all(whole):
        return say_span(during)
    if first == last:
        return say_day(first)
    return say_days_from(first, last)


def closed_ahead(today: date) -> list[Closed]:
    """Each closed day that is not over, the next one first, in two queries."""
    comes: dict[int, list[date]] = {}
    for day, _name, pk in closed_days(today, today + AHEAD):
        comes.setdefault(pk, []).append(day)
    over = Q(repeats=Repeats.ONCE, last_on__lt=today)
    stand = list(ClosedDay.objects.exclude(over))
    stand.sort(key=lambda each: (comes.get(each.pk, [each.first_on])[0], each.pk))
    return [Closed(each, _comes(each, comes.get(each.pk, []))) for each in stand]


def _comes(day: ClosedDay, days: list[date]) -> str:
    if day.repeats == Repeats.ONCE and day.last_on and day.last_on > day.first_on:
        return say_days_from(day.first_on, day.last_on)
    if not days:
        return say_day_short_year(day.first_on)
    return " and ".join(say_day_short_year(each) for each in days)
