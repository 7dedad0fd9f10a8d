"""What a database knows that an older backup may not: read before it is replaced.

By statements of its own, as its tables may be another version's.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from releases.restored.carried import Carried, taken

HEADS = """
    SELECT DISTINCT ON (client_id) client_id, number, sha256 FROM clients_consentevent
    ORDER BY client_id, number DESC
"""
UNTIL = "SELECT max(at) FROM clients_consentevent"
# Of each revocation the releases that it ended, whole or in part.
SAID = "received_at, recorded_at, capacity, revoker, manner, signed_on, witness, reason"
REVOKED = f"""
    SELECT release.id, release.signed_at, '{{}}'::text[], {SAID}
    FROM releases_release AS release
    JOIN releases_revocation AS said ON said.id = release.revocation_id
    UNION
    SELECT release.id, release.signed_at, said.part::text[], {SAID}
    FROM releases_grant AS granted
    JOIN releases_release AS release ON release.id = granted.release_id
    JOIN releases_revocation AS said ON said.id = granted.revocation_id
    WHERE said.part <> '{{}}'
"""  # noqa: S608
GONE = "SELECT id, username FROM practice_user WHERE NOT is_active"


class Revoked(NamedTuple):
    """That one release was revoked, or the ``part`` of it."""

    release: int
    signed_at: datetime
    part: tuple[str, ...]
    received_at: datetime
    recorded_at: datetime
    capacity: str
    revoker: str
    manner: str
    signed_on: date | None
    witness: str
    reason: str


class Known(NamedTuple):
    """Where each client's chain ends, what was revoked, who may not sign in,
    and what was restored before."""

    until: datetime | None
    heads: list[tuple[int, int, str]]
    revoked: set[Revoked]
    gone: set[tuple[int, str]]
    earlier: list[Carried]


def known() -> Known:
    """All of it, as of one moment. Raises ``DatabaseError`` where it cannot be read."""
    with connection.cursor() as cursor:
        cursor.execute(UNTIL)
        (until,) = cursor.fetchone()
        cursor.execute(HEADS)
        heads = cursor.fetchall()
        cursor.execute(REVOKED)
        revoked = {
            Revoked(pk, signed, tuple(part), *said)
            for pk, signed, part, *said in cursor.fetchall()
        }
        cursor.execute(GONE)
        gone = set(cursor.fetchall())
    return Known(until, heads, revoked, gone, taken())
