"""The months ahead as a ruler, releases as bars on it, today and a session as pins."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from clients.models import Contact
from practice.formats import say_month_short, say_month_year
from practice.spans import Span, local_day, start_of
from releases.models import Release
from releases.status import Status, cover_of

LONG = 1000  # the ruler's length; everything on it is in these units
FEWEST, MOST = 6, 120  # months shown
YEAR = 12


@dataclass(frozen=True)
class Bar:
    """A span in which releases are in force. ``ends`` if it stops within the ruler."""

    x: int
    width: int
    ends: bool


@dataclass(frozen=True)
class Pin:
    """A session. ``missed`` if the contact is not covered for it."""

    x: int
    missed: bool


@dataclass(frozen=True)
class Row:
    """One contact's cover; ``label`` says what their chip says."""

    contact: Contact
    label: str
    bars: tuple[Bar, ...]
    pin: Pin | None


@dataclass(frozen=True)
class Month:
    """Where a month begins; of many, some go without a ``label``."""

    x: int
    label: str


@dataclass(frozen=True)
class Ruler:
    rows: tuple[Row, ...]
    months: tuple[Month, ...]
    today: int


def ruler(
    people: Iterable[tuple[Contact, Status]],
    releases: Iterable[Release],
    now: datetime,
    session_at: datetime | None = None,
    uncovered: Collection[int] = (),
) -> Ruler:
    """From the start of ``now``'s month on: for six, or as many as reach the session.

    ``people`` are the contacts with what their chips show; ``session_at`` is where to
    put the pin, and ``uncovered`` holds the ids of whom the gate would refuse there.
    """
    edges = _edges(local_day(now), local_day(session_at) if session_at else None)
    start, end = edges[0], edges[-1]

    def place(at: datetime) -> int:
        return round(LONG * (min(max(at, start), end) - start) / (end - start))

    def bar(run: Span) -> Bar:
        x = place(run.lower)
        return Bar(x, place(run.upper) - x, ends=run.upper < end)

    def row(contact: Contact, status: Status) -> Row:
        runs = cover_of(theirs.get(contact.pk, []), now).runs
        bars = (bar(run) for run in runs if run.upper > start and run.lower < end)
        pin = None
        if session_at and start <= session_at < end:
            pin = Pin(place(session_at), missed=contact.pk in uncovered)
        return Row(contact, f"{contact.name}: {status.label}", tuple(bars), pin)

    theirs: dict[int, list[Release]] = {}
    for release in releases:
        theirs.setdefault(release.contact_id, []).append(release)
    return Ruler(
        rows=tuple(row(contact, status) for contact, status in people),
        months=_months([(edge, place(edge)) for edge in edges[:-1]]),
        today=place(now),
    )


def _edges(today: date, reaching: date | None) -> list[datetime]:
    """Where the months shown begin, and the last one ends."""
    last = reaching or today
    ahead = (last.year - today.year) * YEAR + last.month - today.month
    shown = min(max(FEWEST, ahead + 1), MOST)
    return [start_of(_month_after(today, n)) for n in range(shown + 1)]


def _months(edges: list[tuple[datetime, int]]) -> tuple[Month, ...]:
    """With room for six labels, or four that say the year too."""
    say, most = (say_month_short, 6) if len(edges) <= YEAR else (say_month_year, 4)
    step = -(-len(edges) // most)
    return tuple(
        Month(x, "" if n % step else say(edge)) for n, (edge, x) in enumerate(edges)
    )


def _month_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, YEAR)
    return date(day.year + years, month + 1, 1)
