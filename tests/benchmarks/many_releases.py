"""A database with so many releases in force, what each permits, and who leans on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

from collateral.models.keys import RELEASE_KEYS
from practice.models import Role, User
from releases.models import Format, Place
from releases.models.draft import Topic
from tests.benchmarks.scratch import scratch_database

# A release with what most permit, and one with all that it might: told by anyone of the
# practice, and by one clinician by name.
FEW = [*Format.values, Place.VIDEO, *Topic.values[:3]]
MANY = [*Format.values, Place.VIDEO, *Topic.values[:7]]
WIDE = 200  # as many permit so much, and have been leant on for months
SEATS_OF_WIDE = 20

KEYS = ["release_one_in_force", "grant_one_in_force", *RELEASE_KEYS]

# Release n is of contact n, was signed a year ago and ends in a year.
RELEASES = """
    INSERT INTO releases_release (client_id, contact_id, document_id, discloser, signed_at,
        effective_at, expires_at, expires_event, revoked_reason)
    SELECT n / 2, n, n, 0, day, day, day + interval '730 days', '', ''
    FROM generate_series(1, %(size)s) AS n,
        CAST(current_date - 365 AS timestamptz) AS day
"""
GRANTS = """
    INSERT INTO releases_grant (release_id, client_id, contact_id, release_discloser,
        release_in_force, what, discloser)
    SELECT id, client_id, contact_id, discloser, in_force, what, teller
    FROM releases_release,
        unnest(CASE WHEN id <= %(wide)s THEN %(many)s ELSE %(few)s END::text[]) AS what,
        generate_series(0, (id <= %(wide)s)::int) AS teller
"""
SEATS = """
    INSERT INTO collateral_participant (session_id, contact_id, client_id, clinician_id,
        format, place, discloser, during, status, booked_at)
    SELECT id * 100 + week, contact_id, client_id, 1, 'joint', 'video', 0,
        tstzrange(signed_at + week * interval '7 days',
            signed_at + week * interval '7 days' + interval '50 minutes'),
        'completed', signed_at + interval '1 hour'
    FROM releases_release,
        generate_series(1, CASE WHEN id <= %(wide)s THEN %(seats)s ELSE 1 END) AS week
"""


@contextmanager
def many_releases(size: int) -> Iterator[str]:
    """Whatever connects inside connects to it. Who signed, and all sessions, are absent."""
    with scratch_database(f"releases_{size}") as database:
        User.objects.create(
            pk=1, username="okafor", name="Amara Okafor", role=Role.CLINICIAN
        )
        sizes = {"size": size, "wide": WIDE, "seats": SEATS_OF_WIDE}
        with connection.cursor() as cursor:
            # Loaded as a backup is: no trigger fires, no key is looked up.
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET maintenance_work_mem = '1GB'")
            with _built_afterwards(cursor, *KEYS):
                cursor.execute(RELEASES, sizes)
                cursor.execute(GRANTS, {**sizes, "few": FEW, "many": MANY})
            with _built_afterwards(cursor, "participant_contact_free"):
                cursor.execute(SEATS, sizes)
            cursor.execute("SET session_replication_role = origin")
            cursor.execute("ANALYZE")
        yield database


@contextmanager
def _built_afterwards(cursor: CursorWrapper, *names: str) -> Iterator[None]:
    """These constraints are gone inside, and built at once at the end, in this order: row
    by row, the GiST index of six million grants would take minutes."""
    cursor.execute(
        "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conname = ANY (%s) ORDER BY array_position(%s::name[], conname)",
        [[*names], [*names]],
    )
    constraints = cursor.fetchall()
    for table, name, _ in reversed(constraints):
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    for table, name, rule in constraints:
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}")
