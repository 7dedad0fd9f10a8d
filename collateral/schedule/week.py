"""A week of sessions, laid out by the practice's clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from clients.models import Contact
from collateral.models import Session, SessionQuerySet, Status
from collateral.sessions.status import NOT_HELD, ON_HOLD, TOOK_PLACE
from practice.formats import say_days_from, within_a_sentence
from practice.spans import local_day, start_of
from releases.status import Status as ReleaseStatus
from releases.status import Tone, status_of_contact

STEP = 5  # minutes a row of the grid
OPENS, CLOSES = 8, 18  # hours shown even when empty


@dataclass(frozen=True)
class Entry:
    """A session on the grid: ``first`` and ``rows`` count steps of five minutes."""

    session: Session
    first: int
    rows: int
    tone: str
    note: str


@dataclass(frozen=True)
class Day:
    date: date
    is_today: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Week:
    title: str
    monday: date
    before: date
    after: date
    hours: tuple[int, ...]
    days: tuple[Day, ...]


def week_of(monday: date, sessions: SessionQuerySet, today: date) -> Week:
    """``sessions`` in the week that starts on ``monday``; the weekend only if used."""
    found = list(
        sessions.starting(
            start_of(monday), start_of(monday + timedelta(days=7))
        ).exclude(status=Status.CANCELLED)
    )
    starts = [_local(session.during.lower).hour for session in found]
    ends = [_local(session.during.upper).hour + 1 for session in found]
    opens, closes = min([OPENS, *starts]), max([CLOSES, *ends])
    shown = 7 if any(_local(s.during.lower).weekday() > 4 for s in found) else 5  # noqa: PLR2004
    return Week(
        title=say_days_from(monday, monday + timedelta(days=shown - 1)),
        monday=monday,
        before=monday - timedelta(days=7),
        after=monday + timedelta(days=7),
        hours=tuple(range(opens, closes)),
        days=tuple(
            _day(monday + timedelta(days=n), found, opens, today) for n in range(shown)
        ),
    )


def statuses_of(session: Session) -> list[tuple[Contact, ReleaseStatus]]:
    """Each participant, and how their releases stand when the session starts."""
    return [
        (
            seat.contact,
            status_of_contact(seat.contact.releases.all(), session.during.lower),
        )
        for seat in session.participants.all()
    ]


def _day(day: date, found: Iterable[Session], opens: int, today: date) -> Day:
    own = [session for session in found if local_day(session.during.lower) == day]
    return Day(day, day == today, tuple(_entry(s, opens) for s in own))


def _entry(session: Session, opens: int) -> Entry:
    start, length = (
        _local(session.during.lower),
        session.during.upper - session.during.lower,
    )
    minutes = (start.hour - opens) * 60 + start.minute
    tone, note = _tone(session)
    return Entry(
        session,
        first=minutes // STEP + 1,
        rows=max(1, round(length.total_seconds() / 60 / STEP)),
        tone=tone,
        note=note,
    )


def _tone(session: Session) -> tuple[str, str]:
    if session.took_place_by(timezone.now()):
        return "over", within_a_sentence(TOOK_PLACE.label)
    if session.fell_through_by(timezone.now()):
        return "over", within_a_sentence(NOT_HELD.label)
    statuses = statuses_of(session)
    year = f", {_local(session.during.lower).year}"  # as the week itself says
    if session.status == Status.HELD:
        ended = [s.label for _, s in statuses if s.tone is Tone.STOPPED]
        why = f": release {within_a_sentence(ended[0])}" if ended else ""
        return "held", f"{within_a_sentence(ON_HOLD.label)}{why}".removesuffix(year)
    ending = [s.label for _, s in statuses if s.tone is Tone.ENDING]
    if ending:
        return "ending", f"release {within_a_sentence(ending[0])}".removesuffix(year)
    return "active", "all covered" if len(statuses) > 1 else "covered"


def _local(instant: datetime) -> datetime:
    return timezone.localtime(instant, timezone.get_default_timezone())
