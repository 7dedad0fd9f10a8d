"""When a clinician works, as the database tells: their hours, less what is closed.

Asked in SQL, since days, holidays and spans are one sum there: a list of days, a multirange.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from practice.database.prepared import prepared_cursor
from practice.formats import say_list
from practice.hours.models import BusyKind
from practice.spans import Span, as_array, last_day, local_day

# From the names ``clinician``, ``first_day``, ``last_day`` and ``zone``. A wall clock that
# is skipped or shown twice is read as PostgreSQL does: by the hour before the change.
OPENING = """
    days AS (
        SELECT day::date AS day
        FROM generate_series(%(first_day)s::date, %(last_day)s::date, '1 day') AS day
    ),
    hours AS (
        SELECT weekday, starts, ends FROM practice_workinghours
        WHERE clinician_id = %(clinician)s OR (clinician_id IS NULL AND NOT EXISTS (
            SELECT FROM practice_workinghours WHERE clinician_id = %(clinician)s
        ))
    ),
    working AS (
        SELECT range_agg(tstzrange(
            (day + starts) AT TIME ZONE %(zone)s::text, (day + ends) AT TIME ZONE %(zone)s::text
        )) AS spans
        FROM days JOIN hours ON weekday = extract(isodow FROM day) - 1
    ),
    closed AS (
        SELECT day, name, id, tstzrange(
            day::timestamp AT TIME ZONE %(zone)s::text,
            (day + 1)::timestamp AT TIME ZONE %(zone)s::text
        ) AS span
        FROM days JOIN practice_closedday AS each ON closes_on(each, day)
    )
"""
# Each of the ``spans`` by its place among them.
DEPARTURES = f"""
    WITH asked AS (
        SELECT place, asked_for
        FROM unnest(%(spans)s::tstzrange[]) WITH ORDINALITY AS each (asked_for, place)
    ),
    {OPENING}
    SELECT place, 'hours', '' FROM asked CROSS JOIN working
        WHERE EXISTS (SELECT FROM hours) AND NOT coalesce(spans @> asked_for, false)
    UNION ALL (
        SELECT place, 'closed', name FROM asked JOIN closed ON span && asked_for
        GROUP BY place, name ORDER BY min(day), name
    )
    UNION ALL (
        SELECT place, kind, '' FROM asked JOIN practice_busy ON during && asked_for
        WHERE clinician_id = %(clinician)s
        GROUP BY place, kind ORDER BY kind
    )
"""  # noqa: S608 (of our own words)
CLOSED = f"WITH {OPENING} SELECT day, name, id FROM closed ORDER BY day, name"  # noqa: S608

HOURS, IS_CLOSED = "hours", "closed"
SAYS = {
    HOURS: "This is outside the clinician’s hours.",
    BusyKind.AWAY.value: "The clinician is away then.",
    BusyKind.BUSY.value: "The clinician is busy then.",
}


@dataclass(frozen=True)
class Departures:
    """In which ways a time is not one at which the clinician works, by their codes."""

    codes: tuple[str, ...] = ()
    closed_for: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes)

    @property
    def sentences(self) -> list[str]:
        return [
            f"The practice is closed then: {say_list(self.closed_for)}."
            if code == IS_CLOSED
            else SAYS[code]
            for code in self.codes
        ]


def departures(clinician_id: int, during: Span) -> Departures:
    """Why ``during`` is no time at which this clinician works, in one query."""
    return departures_of_each(clinician_id, [during])[0]


def departures_of_each(clinician_id: int, spans: Sequence[Span]) -> list[Departures]:
    """The same of each of ``spans``, in as many queries as of one."""
    if not spans:
        return []
    rows = ask_days(
        DEPARTURES,
        local_day(min(each.lower for each in spans)),
        last_day(max(each.upper for each in spans)),
        clinician=clinician_id,
        spans=as_array(spans),
    )
    found: list[list[tuple[str, str]]] = [[] for _ in spans]
    for place, code, name in rows:
        found[place - 1].append((code, name))
    return [_departures(each) for each in found]


def _departures(found: Sequence[tuple[str, str]]) -> Departures:
    codes = tuple(dict.fromkeys(code for code, _name in found))
    return Departures(codes, tuple(name for code, name in found if code == IS_CLOSED))


def closed_days(first: date, last: date) -> list[tuple[date, str, int]]:
    """The days from ``first`` through ``last`` on which the practice is closed: which,
    why, and the id of the ClosedDay.
    """
    return list(ask_days(CLOSED, first, last, clinician=0))


def ask_days(sql: str, first: date, last: date, **told: Any) -> list[Any]:
    """What ``sql`` finds with ``OPENING`` from ``first`` through ``last``."""
    asked: dict[str, Any] = {
        "first_day": first,
        "last_day": last,
        "zone": settings.TIME_ZONE,
        **told,
    }
    with prepared_cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())
