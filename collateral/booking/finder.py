"""The next times at which a session could be had: one question to the database.

Within hours, when clinician, client, everyone who joins and a room are free, on the grid
of a quarter of an hour. A time is covered where each who joins is granted all that is
needed from now until it ends, told by one discloser; the rest would need a renewal first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings

from collateral.gate import Proposal
from collateral.models import Status
from practice.database.prepared import prepared_cursor
from practice.hours.opening import OPENING
from practice.models import Room
from practice.spans import last_day, local_day, span
from releases.models import PRACTICE, Format

HORIZON = timedelta(weeks=8)
LONGEST = timedelta(days=1)  # session
A_DAY, AT_ONCE = 5, 15  # times offered

# By the index on where sessions start, which none of theirs lasts a day from: by ``during``
# alone, all that there ever were would be read.
WITHIN = """lower(during) > %(since)s AND lower(during) < %(until)s
            AND during && %(span)s::tstzrange AND status <> %(off)s"""
# From each stretch on, a session after the other.
GRID = """generate_series(
        date_bin('15 min', lower(stretch) + interval '15 min - 1 us', '2000-01-01Z'),
        upper(stretch) - %(length)s, %(every)s
    )"""
FIND = f"""
    WITH {OPENING},
    taken AS (
        SELECT during FROM collateral_session
        WHERE clinician_id = %(clinician)s AND id <> %(session)s
            AND {WITHIN}
        UNION ALL
        SELECT during FROM collateral_session
        WHERE client_id = %(client)s AND id <> %(session)s
            AND format = %(joint)s AND %(format)s = %(joint)s
            AND {WITHIN}
        UNION ALL
        SELECT during FROM collateral_participant
        WHERE contact_id = ANY(%(contacts)s::bigint[]) AND during && %(span)s::tstzrange
            AND status <> %(off)s AND session_id <> %(session)s
        UNION ALL
        SELECT during FROM practice_busy
        WHERE clinician_id = %(clinician)s AND during && %(span)s::tstzrange
        UNION ALL
        SELECT span FROM closed
    ),
    free AS (
        SELECT CASE WHEN EXISTS (SELECT FROM hours)
            THEN coalesce((SELECT spans FROM working), '{{}}')
                * tstzmultirange(%(span)s::tstzrange)
            ELSE tstzmultirange(%(span)s::tstzrange)
        END - coalesce((SELECT range_agg(during) FROM taken), '{{}}') AS spans
    ),
    there AS (
        SELECT spans - coalesce((
            SELECT range_agg(during) FROM collateral_session
            WHERE room_id = %(room)s AND id <> %(session)s
            AND {WITHIN}
        ), '{{}}') AS spans FROM free
    ),
    starts AS (
        SELECT DISTINCT ON (start) start, room FROM (
            SELECT %(room)s::bigint AS room, true AS asked_for, start
            FROM there, unnest(spans) AS stretch, {GRID} AS start
            UNION ALL
            SELECT another.id, false, start
            FROM free, there, unnest(free.spans) AS stretch, {GRID} AS start, LATERAL (
                SELECT id FROM practice_room AS room
                WHERE id <> %(room)s AND closed_at IS NULL AND NOT EXISTS (
                    SELECT FROM collateral_session AS theirs
                    WHERE theirs.room_id = room.id
                        AND lower(theirs.during) > start - interval '1 day'
                        AND lower(theirs.during) < start + %(length)s
                        AND theirs.during && tstzrange(start, start + %(length)s)
                        AND theirs.status <> %(off)s AND theirs.id <> %(session)s
                )
                ORDER BY id LIMIT 1
            ) AS another
            WHERE NOT there.spans @> tstzrange(start, start + %(length)s)
        ) AS possible
        ORDER BY start, asked_for DESC
    ),
    granted AS (
        SELECT contact, teller, min(coalesce((
            SELECT coalesce(upper(run), 'infinity')
            FROM unnest((
                SELECT range_agg(in_force) FROM releases_grant AS given
                WHERE given.client_id = %(client)s AND given.contact_id = contact
                    AND given.what = needed AND given.discloser = teller
            )) AS run
            WHERE run @> %(now)s
        ), '-infinity')) AS until
        FROM unnest(%(contacts)s::bigint[]) AS contact,
            unnest(%(tellers)s::bigint[]) AS teller, unnest(%(needs)s::text[]) AS needed
        GROUP BY contact, teller
    ),
    covered AS (
        SELECT coalesce(min(until), 'infinity') AS until
        FROM (SELECT max(until) AS until FROM granted GROUP BY contact) AS each
    ),
    offered AS (
        SELECT start, room, start + %(length)s <= until AS is_covered, row_number() OVER (
            PARTITION BY (start AT TIME ZONE %(zone)s::text)::date ORDER BY start
        ) AS nth
        FROM starts, covered
    )
    SELECT start, room, is_covered FROM offered
    WHERE nth <= %(a_day)s ORDER BY start LIMIT %(at_once)s
"""  # noqa: S608 (of our own words)
# As short as it may be: what is longer than 4 KB, psycopg reads anew each time.
ASKED = " ".join(FIND.split()).replace("( ", "(").replace(" )", ")")


@dataclass(frozen=True)
class Offer:
    """A time, and a room where one is wanted: the one that was asked for, where it is
    free.
    """

    start: datetime
    room: int | None
    is_covered: bool

    @property
    def value(self) -> str:
        """As a button sends it, and ``chosen`` reads it."""
        return f"{self.start.isoformat()} {self.room or ''}".strip()

    def of(self, proposal: Proposal, room: Room | None) -> Proposal:
        """``proposal``, were it then and in this ``room``."""
        length = proposal.during.upper - proposal.during.lower
        during = span(self.start, self.start + length)
        return replace(proposal, during=during, room=room)


def offers(
    proposal: Proposal, start: datetime, before: datetime | None = None
) -> list[Offer]:
    """The next for a session like ``proposal``, as long, from ``start`` on; where there
    is one, over ``before`` a moment.
    """
    until = start + HORIZON
    if before:
        until = min(until, before)
    if until <= start:
        return []
    horizon = span(start, until)
    length = proposal.during.upper - proposal.during.lower
    quarters = -(-length // timedelta(minutes=15))
    asked: dict[str, Any] = {
        "clinician": proposal.clinician.pk,
        "client": proposal.client.pk,
        "contacts": [contact.pk for contact in proposal.contacts],
        "session": proposal.session_id or 0,
        "room": proposal.room.pk if proposal.room else None,
        "format": proposal.format,
        "joint": Format.JOINT.value,
        "off": Status.CANCELLED.value,
        "needs": [proposal.format, proposal.place, *proposal.every_topic],
        "tellers": [PRACTICE, proposal.clinician.pk],
        "now": proposal.booked_at,
        "span": horizon,
        "since": horizon.lower - LONGEST,
        "until": horizon.upper,
        "first_day": local_day(horizon.lower),
        "last_day": last_day(horizon.upper),
        "length": length,
        "every": quarters * timedelta(minutes=15),
        "zone": settings.TIME_ZONE,
        "a_day": A_DAY,
        "at_once": AT_ONCE,
    }
    with prepared_cursor() as cursor:
        cursor.execute(ASKED, asked)
        return [Offer(*row) for row in cursor.fetchall()]


def by_day(found: Iterable[Offer]) -> list[tuple[date, list[Offer]]]:
    """By the practice's calendar."""
    days = groupby(found, key=lambda each: local_day(each.start))
    return [(day, list(those)) for day, those in days]
