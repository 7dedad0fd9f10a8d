"""A seat that leans on a grant against one with a plain foreign key, and revoking."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from operator import truediv

from django.db import connection, transaction

from releases.models import Release
from tests.benchmarks.many_releases import FEW, MANY, SEATS_OF_WIDE, WIDE, many_releases
from tests.benchmarks.scratch import seconds, turn_to
from tests.benchmarks.table import Row

SIZES = (1_000, 1_000_000)  # releases
BATCHES, WARM, SEATS = 200, 5, 200
IN_TURN = 20  # revoked before it is the other's turn
CONTACTS = WARM * SEATS  # all of them have been asked for once the server is warm

# Copies of the seats, with all their indexes, that differ in nothing but the foreign key.
COPIES = """
    CREATE TABLE ruled (LIKE collateral_participant INCLUDING ALL);
    CREATE TABLE plain (LIKE collateral_participant INCLUDING ALL);
    ALTER TABLE plain ADD FOREIGN KEY (contact_id) REFERENCES releases_release (id)
        DEFERRABLE INITIALLY IMMEDIATE
"""
RULE = """
    SELECT pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conname = 'participant_release_in_force'
"""
SEAT = """
    INSERT INTO {table} (session_id, contact_id, client_id, clinician_id, format, place,
        discloser, during, status, booked_at)
    VALUES (%s, %s, %s, 1, 'joint', 'video', 0, tstzrange(%s, %s), 'scheduled', %s)
"""
# Of clients who are absent, so past the keys that would miss them.
SAID = """
    SET LOCAL session_replication_role = replica;
    INSERT INTO releases_revocation (client_id, contact_id, revoker, capacity,
        manner, received_at, time_zone, witness, reason, recorded_by_id, recorded_at)
    SELECT client_id, contact_id, 'Someone', 'client', 'spoken', now, 'UTC', '', '',
        1, now
    FROM releases_release, clock_timestamp() AS now WHERE id BETWEEN %s AND %s;
    SET LOCAL session_replication_role = origin;
"""
REVOKE = """
    UPDATE releases_release SET revocation_id = revocation.id, revoked_at = recorded_at,
        revoked_by_id = recorded_by_id
    FROM releases_revocation AS revocation
    WHERE releases_release.id = %s AND revocation.contact_id = releases_release.contact_id
"""


def run() -> list[Row]:
    """What the rule costs at a thousand releases and at a million."""
    small, large = SIZES
    with many_releases(small) as few, many_releases(large) as many:
        seats = [_seat(few, small), _seat(many, large)]
        return [*seats, _revoking(few, many)]


def _seat(database: str, size: int) -> Row:
    turn_to(database)
    taken: dict[str, list[float]] = {"ruled": [], "plain": []}
    booked_at = Release.objects.earliest("pk").signed_at + timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(COPIES)
        cursor.execute(RULE)
        cursor.execute(f"ALTER TABLE ruled ADD {cursor.fetchone()[0]}")
        for batch in range(-WARM, BATCHES):
            seats = list(_seats(batch + WARM, size, booked_at))
            for table in sorted(taken, reverse=batch % 2 == 0):
                with transaction.atomic():
                    insert = partial(
                        cursor.executemany, SEAT.format(table=table), seats
                    )
                    taken[table].append(seconds(insert))
    pairs = zip(taken["ruled"], taken["plain"], strict=True)
    return Row(
        f"a seat with the rule against a plain foreign key, {size:,} releases",
        statistics.median(list(itertools.starmap(truediv, pairs))[WARM:]),
        "≤ 1.2",
        f"{len(FEW)} grants each",
    )


def _seats(
    batch: int, size: int, booked_at: datetime
) -> Iterator[tuple[int | datetime, ...]]:
    """As if on one more day for each batch, for contacts from all over the table."""
    start = booked_at + timedelta(days=60 + batch)
    end = start + timedelta(minutes=50)
    for number in range(batch * SEATS, (batch + 1) * SEATS):
        contact = 1 + number % CONTACTS * (size // CONTACTS)
        yield number, contact, contact // 2, start, end, booked_at


def _revoking(few: str, many: str) -> Row:
    """In turns: the key carries the end over, and all that leans on it is looked up."""
    taken: dict[str, list[float]] = {few: [], many: []}
    for first in range(1, WIDE + 1, IN_TURN):
        for database in taken:
            turn_to(database)
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(SAID, [first, first + IN_TURN - 1])
                spent = [
                    seconds(partial(cursor.execute, REVOKE, [release]))
                    for release in range(first, first + IN_TURN)
                ]
            taken[database] += spent[1:]  # and it is warm
    small, large = (statistics.median(taken[each]) * 1000 for each in (few, many))
    return Row(
        f"revoking a release with {2 * len(MANY)} grants, {SIZES[1]:,} releases"
        f" against {SIZES[0]:,}",
        large / small,
        note=f"{small:.1f} to {large:.1f} ms, with {SEATS_OF_WIDE} seats to look up",
    )
