"""A seat with the rule against the same seat with a plain foreign key."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from django.db import connection, transaction

from tests.benchmarks.scratch import scratch_database, seconds
from tests.benchmarks.table import Row

SIZES = (1_000, 1_000_000)  # releases
BATCHES, WARM, SEATS = 60, 5, 200
STRIDE = 7919  # a prime, so that every contact has a turn
START = datetime(2026, 3, 1, 15, tzinfo=UTC)

# Release n is of contact n and lasts for two years; the tables are copies, with all
# their indexes, that differ in nothing but the foreign key.
RELEASES = """
    CREATE TABLE release (LIKE releases_release INCLUDING ALL);
    INSERT INTO release (client_id, contact_id, content, content_sha256, signed_at,
        effective_at, expires_at, expires_event, revoked_reason)
    SELECT n / 2, n, '{{}}', repeat('0', 64), day, day, day + interval '730 days', '', ''
    FROM generate_series(1, {size}) AS n, CAST('2026-01-01 00:00Z' AS timestamptz) AS day;
    ANALYZE release;
    CREATE TABLE ruled (LIKE collateral_participant INCLUDING ALL);
    ALTER TABLE ruled ADD FOREIGN KEY (client_id, contact_id, PERIOD relies_on)
        REFERENCES release (client_id, contact_id, PERIOD in_force)
        DEFERRABLE INITIALLY IMMEDIATE;
    CREATE TABLE plain (LIKE collateral_participant INCLUDING ALL);
    ALTER TABLE plain ADD FOREIGN KEY (contact_id) REFERENCES release (id)
        DEFERRABLE INITIALLY IMMEDIATE
"""
SEAT = """
    INSERT INTO {table} (session_id, contact_id, client_id, during, status, booked_at)
    VALUES (%s, %s, %s, tstzrange(%s, %s), 'scheduled', '2026-01-02 00:00Z')
"""


def run() -> list[Row]:
    """The rule's cost at a thousand releases and at a million."""
    return [_measured(size) for size in SIZES]


def _measured(size: int) -> Row:
    taken: dict[str, list[float]] = {"ruled": [], "plain": []}
    with scratch_database("seat"), connection.cursor() as cursor:
        cursor.execute(RELEASES.format(size=size))
        for batch in range(-WARM, BATCHES):
            seats = list(_seats(batch + WARM, size))
            for table in sorted(taken, reverse=batch % 2 == 0):
                with transaction.atomic():
                    insert = partial(
                        cursor.executemany, SEAT.format(table=table), seats
                    )
                    taken[table].append(seconds(insert))
    ruled, plain = (statistics.median(times[WARM:]) for times in taken.values())
    return Row(
        f"a seat with the rule against a plain foreign key, {size:,} releases",
        ruled / plain,
        "≤ 1.15",
    )


def _seats(batch: int, size: int) -> Iterator[tuple[int | datetime, ...]]:
    """No contact twice at once, and none near the one before."""
    for number in range(batch * SEATS, (batch + 1) * SEATS):
        contact = 1 + number * STRIDE % size
        start = START + timedelta(hours=number // size)
        yield number, contact, contact // 2, start, start + timedelta(minutes=50)
