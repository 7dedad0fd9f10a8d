"""When a clinician works, as the database tells: their hours, less what is closed.

Asked in SQL, since days, holidays and spans are one sum there: a list of days, a multirange.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from practice.formats import say_list
from practice.hours.models import BusyKind
from practice.spans import Span, last_day, local_day

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
            (day + starts) AT TIME ZONE %(zone)s, (day + ends) AT TIME ZONE %(zone)s
        )) AS spans
        FROM days JOIN hours ON weekday = extract(isodow FROM day) - 1
    ),
    closed AS (
        SELECT day, name, id, tstzrange(
            day::timestamp AT TIME ZONE %(zone)s,
            (day + 1)::timestamp AT TIME ZONE %(zone)s
        ) AS span
        FROM days JOIN practice_closedday AS each ON closes_on(each, day)
    )
"""
DEPARTURES = f"""
    WITH {OPENING}
    SELECT 'hours', '' FROM working
        WHERE EXISTS (SELECT FROM hours)
            AND NOT coalesce(spans @> %(span)s::tstzrange, false)
    UNION ALL (
        SELECT 'closed', name FROM closed WHERE span && %(span)s::tstzrange
        GROUP BY name ORDER BY min(day), name
    )
    UNION ALL (
        SELECT kind, '' FROM practice_busy
        WHERE clinician_id = %(clinician)s AND during && %(span)s::tstzrange
        GROUP BY kind ORDER BY kind
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
    rows = _ask(
        DEPARTURES,
        local_day(during.lower),
        last_day(during.upper),
        clinician=clinician_id,
        span=during,
    )
    codes = tuple(dict.fromkeys(str(code) for code, _name in rows))
    names = tuple(str(name) for code, name in rows if code == IS_CLOSED)
    return Departures(codes, names)


def closed_days(first: date, last: date) -> list[tuple[date, str, int]]:
    """The days from ``first`` through ``last`` on which the practice is closed: which,
    why, and the id of the ClosedDay.
    """
    return list(_ask(CLOSED, first, last, clinician=0))


def _ask(sql: str, first: date, last: date, **told: Any) -> list[Any]:
    asked: dict[str, Any] = {
        "first_day": first,
        "last_day": last,
        "zone": settings.TIME_ZONE,
        **told,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())
