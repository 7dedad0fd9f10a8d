"""When nobody works, or one clinician does not: stretch by stretch, as a week shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from practice.hours.models import BusyKind
from practice.hours.opening import HOURS, IS_CLOSED, OPENING, ask_days
from practice.spans import Span, as_array, span, start_of

CLOSURES = f"""
    WITH {OPENING},
    asked AS (SELECT unnest(%(spans)s::tstzrange[]) AS span)
    SELECT 'closed', span, name FROM closed
    UNION ALL
    SELECT 'hours', unnest(
        tstzmultirange(span) - coalesce((SELECT spans FROM working), '{{}}')
    ), '' FROM asked WHERE %(clinician)s <> 0 AND EXISTS (SELECT FROM hours)
    UNION ALL
    SELECT kind, during * span, '' FROM asked JOIN practice_busy ON during && span
        WHERE clinician_id = %(clinician)s
    ORDER BY 2, 1
"""  # noqa: S608 (of our own words)
SAYS = {
    HOURS: "Not working",
    BusyKind.AWAY.value: BusyKind.AWAY.label,
    BusyKind.BUSY.value: BusyKind.BUSY.label,
}


@dataclass(frozen=True)
class Closure:
    """A stretch of time, what kind of it, and of a closed day its name."""

    kind: str
    during: Span
    name: str

    @property
    def says(self) -> str:
        """What it is, and never why somebody is busy or away."""
        return f"Closed: {self.name}" if self.closes else SAYS[self.kind]

    @property
    def closes(self) -> bool:
        """Whether it is closed then for everybody."""
        return self.kind == IS_CLOSED


def closures(clinician_id: int, first: date, last: date) -> list[Closure]:
    """From ``first`` through ``last``: what is closed, and where a clinician is named, when
    they do not work, are busy or away. In one query.
    """
    whole = span(start_of(first), start_of(last + timedelta(days=1)))
    asked = {"clinician": clinician_id, "spans": as_array([whole])}
    rows = ask_days(CLOSURES, first, last, **asked)
    return [Closure(*row) for row in rows]
