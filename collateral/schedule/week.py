"""A week of sessions, laid out by the practice's clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from collateral.models import Participant, Status
from collateral.schedule.shown import WHOLE, Shown
from collateral.schedule.shut import STEP, Shut, shut_on
from collateral.schedule.slots import Slot, slots_of
from collateral.sessions.move_form import MoveForm
from collateral.sessions.seats import CHANGES
from collateral.sessions.status import NOT_HELD, ON_HOLD, TOOK_PLACE
from practice.formats import say_days_from, within_a_sentence
from practice.hours.closures import Closure
from practice.hours.reach import AHEAD
from practice.models import User
from practice.spans import local_day, start_of
from practice.versions import version_of
from releases.models import Release
from releases.status import LOST, Tone, status_of_contact

OPENS, CLOSES = 8, 18  # hours shown even when empty
WEEK = 7


@dataclass(frozen=True)
class Entry:
    """A session on the grid: ``first`` and ``rows`` count steps of five minutes.

    ``version`` is what a move of it is asked with, empty where it does not move.
    """

    session: Any
    first: int
    rows: int
    tone: str
    note: str = ""
    version: str = ""

    @property
    def seen(self) -> bool:
        return bool(self.session.seen)

    @property
    def minutes(self) -> int:
        return self.rows * STEP


@dataclass(frozen=True)
class Day:
    """``now`` is the row of the present, if it is on this day's grid."""

    date: date
    is_today: bool
    is_past: bool
    now: int
    entries: tuple[Entry, ...]
    shut: tuple[Shut, ...]
    slots: tuple[Slot, ...]
    may_be_booked: bool


@dataclass(frozen=True)
class Week:
    """``is_whole`` is whether there are no sessions in it but those that are shown."""

    title: str
    monday: date
    before: date
    after: date
    hours: tuple[int, ...]
    days: tuple[Day, ...]
    is_grid: bool
    is_whole: bool
    # Whose week it is, as the address of an empty time says it.
    whose: str

    @property
    def opens(self) -> int:
        return self.hours[0]


def week_of(
    monday: date,
    shown: Shown,
    closures: list[Closure],
    user: User,
    now: datetime,
) -> Week:
    """What ``user`` may see of it; the weekend only if used. Two queries, whatever there
    is: the sessions, and the releases of all who have seats in them.
    """
    found = _sessions(monday, shown, user)
    signed = _releases(found)
    starts = [_local(session.during.lower) for session in found]
    ends = [_local(session.during.upper).hour + 1 for session in found]
    opens = min([OPENS, *(start.hour for start in starts)])
    hours = range(opens, max([CLOSES, *ends]))
    used = any(start.weekday() >= 5 for start in starts)  # noqa: PLR2004
    dates = [monday + timedelta(days=n) for n in range(WEEK if used else 5)]
    entries = [_entry(each, opens, signed, user, now) for each in found]
    bookable, is_grid = shown.may_be_booked_by(user), shown.kind != WHOLE
    return Week(
        title=say_days_from(dates[0], dates[-1]),
        monday=monday,
        before=monday - timedelta(days=WEEK),
        after=monday + timedelta(days=WEEK),
        hours=tuple(hours),
        days=tuple(
            _day(d, entries, closures, hours, now, bookable=bookable, grid=is_grid)
            for d in dates
        ),
        is_grid=is_grid,
        is_whole=shown.is_told_whole(user),
        whose=shown.asked_by(user),
    )


def _sessions(monday: date, shown: Shown, user: User) -> list[Any]:
    """With the ids of those who have ``seats`` in each."""
    seats = Participant.objects.filter(session=OuterRef("pk")).order_by("pk")
    until = start_of(monday + timedelta(days=WEEK))
    sessions = (
        shown.sessions(user)
        .starting(start_of(monday), until)
        .exclude(status=Status.CANCELLED)
        .select_related("client", "clinician", "room")
        .annotate(seats=ArraySubquery(seats.values("contact")))
    )
    return list(sessions)


def _releases(found: Iterable[Any]) -> dict[int, list[Release]]:
    """By whom they are for."""
    people = {contact for each in found if each.seen for contact in each.seats}
    signed: dict[int, list[Release]] = {contact: [] for contact in people}
    for release in Release.objects.filter(contact__in=people).with_lost():
        signed[release.contact_id].append(release)
    return signed


def _day(
    day: date,
    entries: list[Entry],
    closures: list[Closure],
    hours: range,
    now: datetime,
    *,
    bookable: bool,
    grid: bool,
) -> Day:
    own = [each for each in entries if local_day(each.session.during.lower) == day]
    here = _local(now)
    today = here.date()
    may = bookable and today <= day <= today + AHEAD
    spans = [each.session.during for each in own]
    minutes = (here.hour - hours.start) * 60 + here.minute
    shown_now = day == today and here.hour in hours
    return Day(
        date=day,
        is_today=day == today,
        is_past=day < today,
        now=minutes // STEP + 1 if shown_now else 0,
        entries=tuple(own),
        shut=tuple(shut_on(day, hours, closures)),
        slots=tuple(slots_of(day, hours, spans, now)) if may and grid else (),
        may_be_booked=may,
    )


def _entry(
    session: Any,
    opens: int,
    signed: dict[int, list[Release]],
    user: User,
    now: datetime,
) -> Entry:
    start, length = (
        _local(session.during.lower),
        session.during.upper - session.during.lower,
    )
    first = ((start.hour - opens) * 60 + start.minute) // STEP + 1
    rows = max(1, round(length.total_seconds() / 60 / STEP))
    if not session.seen:
        return Entry(session, first, rows, "veiled", "taken")
    may = not user.is_admin
    moves = may and session.status in CHANGES and session.during.upper > now
    version = version_of(MoveForm.initial_of(session)) if moves else ""
    return Entry(session, first, rows, *_tone(session, signed, now), version)


def _tone(
    session: Any, signed: dict[int, list[Release]], now: datetime
) -> tuple[str, str]:
    if session.took_place_by(now):
        return "over", within_a_sentence(TOOK_PLACE.label)
    if session.fell_through_by(now):
        return "over", within_a_sentence(NOT_HELD.label)
    starts = session.during.lower
    statuses = [status_of_contact(signed[each], starts) for each in session.seats]
    year = f", {_local(starts).year}"  # as the week itself says
    if session.status == Status.HELD:
        ended = [each.label for each in statuses if each.tone is Tone.STOPPED]
        why = f": release {within_a_sentence(ended[0])}" if ended else ""
        return "held", f"{within_a_sentence(ON_HOLD.label)}{why}".removesuffix(year)
    ending = [e.label for e in statuses if e.tone is Tone.ENDING or e.code == LOST]
    if ending:
        return "ending", f"release {within_a_sentence(ending[0])}".removesuffix(year)
    return "active", "all covered" if len(statuses) > 1 else "covered"


def _local(instant: datetime) -> datetime:
    return timezone.localtime(instant, timezone.get_default_timezone())
