"""The months ahead as a ruler, releases as bars on it, a session as a pin."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from clients.models import Contact
from practice.formats import say_month_short
from practice.spans import Span, local_day, start_of
from releases.cover import Cover
from releases.models import Release
from releases.status import status_of_contact

LONG = 1000  # the ruler's length; everything on it is in these units
MONTHS_SHOWN = 6


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
    """One contact's cover; ``label`` says in words what the bars show."""

    contact: Contact
    label: str
    bars: tuple[Bar, ...]
    pin: Pin | None


@dataclass(frozen=True)
class Month:
    x: int
    label: str


@dataclass(frozen=True)
class Ruler:
    rows: tuple[Row, ...]
    months: tuple[Month, ...]


def ruler(
    contacts: Iterable[Contact],
    releases: Iterable[Release],
    now: datetime,
    session_at: datetime | None = None,
    uncovered: Collection[int] = (),
) -> Ruler:
    """Six months from the start of ``now``'s; ``session_at`` is where to put the pin.

    ``uncovered`` holds the ids of contacts whom the gate would refuse for that session.
    """
    first = local_day(now).replace(day=1)
    edges = [start_of(_month_after(first, n)) for n in range(MONTHS_SHOWN + 1)]
    start, end = edges[0], edges[-1]

    def place(at: datetime) -> int:
        return round(LONG * (min(max(at, start), end) - start) / (end - start))

    def bar(run: Span) -> Bar:
        x = place(run.lower)
        return Bar(x, place(run.upper) - x, ends=run.upper < end)

    theirs: dict[int, list[Release]] = {}
    for release in releases:
        theirs.setdefault(release.contact_id, []).append(release)
    return Ruler(
        rows=tuple(
            Row(
                contact,
                _label(contact, theirs.get(contact.pk, []), now),
                tuple(
                    bar(run)
                    for run in Cover.by(theirs.get(contact.pk, [])).runs
                    if run.upper > start and run.lower < end
                ),
                Pin(place(session_at), missed=contact.pk in uncovered)
                if session_at
                else None,
            )
            for contact in contacts
        ),
        months=tuple(Month(place(edge), say_month_short(edge)) for edge in edges[:-1]),
    )


def _label(contact: Contact, releases: list[Release], now: datetime) -> str:
    status = status_of_contact(releases, now)
    return f"{contact.name}: {status.label}"


def _month_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
