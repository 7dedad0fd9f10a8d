"""When nobody works, or one clinician does not: stretch by stretch, as a week shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from practice.hours.models import BusyKind
from practice.hours.opening import HOURS, IS_CLOSED, OPENING, ask_days
from practice.spans import Span, as_array, span, start_of

# And with them who works here and where, whom a page that shows closures can ask about.
CLOSURES = f"""
    WITH {OPENING},
    asked AS (SELECT unnest(%(spans)s::tstzrange[]) AS span)
    SELECT 'closed' AS kind, 0::bigint AS id, name, span AS during FROM closed
    UNION ALL
    SELECT 'hours', 0, '', unnest(
        tstzmultirange(span) - coalesce((SELECT spans FROM working), '{{}}')
    ) FROM asked WHERE %(clinician)s <> 0 AND EXISTS (SELECT FROM hours)
    UNION ALL
    SELECT kind, 0, '', during * span FROM asked JOIN practice_busy ON during && span
        WHERE clinician_id = %(clinician)s
    UNION ALL
    SELECT 'clinician', id, name, NULL FROM practice_user
        WHERE role = 'clinician' AND is_active
    UNION ALL
    SELECT 'room', id, name, NULL FROM practice_room
    ORDER BY during, kind, name, id
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


@dataclass(frozen=True)
class Works:
    """Clinicians and rooms by id and name, and the closures of some days."""

    clinicians: list[tuple[int, str]]
    rooms: list[tuple[int, str]]
    closures: list[Closure]


def who_works_when(clinician_id: int, first: date, last: date) -> Works:
    """Who and what there is; and from ``first`` through ``last`` what is closed, and of the
    clinician who is named when they do not work, are busy or away. In one query.
    """
    whole = span(start_of(first), start_of(last + timedelta(days=1)))
    asked = {"clinician": clinician_id, "spans": as_array([whole])}
    rows = ask_days(CLOSURES, first, last, **asked)
    named = {
        kind: [(pk, name) for k, pk, name, _during in rows if k == kind]
        for kind in ("clinician", "room")
    }
    closures = [Closure(kind, during, name) for kind, _, name, during in rows if during]
    return Works(named["clinician"], named["room"], closures)
