"""A free time among a million sessions: what it takes the database to find one."""

from __future__ import annotations

import os
import statistics
from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from clients.models import Client, Modality
from collateral.booking.finder import offers
from collateral.gate import Proposal
from practice.models import Role, Room, User
from practice.spans import span
from releases.models import Format, Place
from tests.benchmarks.scratch import scratch_database, seconds
from tests.benchmarks.table import Row
from tests.cast import contact_of
from tests.clock import FIFTY

SESSIONS = int(os.environ.get("BENCH_SESSIONS", "1000000"))
CLINICIANS, ROOMS, TIMES = 200, 20, 40
MOST = 0.1  # seconds

# Every clinician's days are full from seven to three, half of them before today; the first
# ones each have a room, and everyone brings one contact.
LAID = """
    SET LOCAL session_replication_role = replica;
    INSERT INTO collateral_session (client_id, clinician_id, room_id, format, place, during,
        booked_at, status)
    SELECT 1000 + clinician * 100 + number %% 100, clinician,
        CASE WHEN clinician <= %(rooms)s THEN %(room)s + clinician - 1 END, 'joint',
        CASE WHEN clinician <= %(rooms)s THEN 'in_person' ELSE 'video' END,
        tstzrange(start, start + interval '50 minutes'), start - interval '30 days',
        'scheduled'
    FROM generate_series(1, %(clinicians)s) AS clinician,
        generate_series(0, %(each)s - 1) AS number,
        LATERAL (SELECT date_trunc('day', now(), 'America/New_York')
            + make_interval(days => number / 8 - %(each)s / 16, hours => 7 + number %% 8)
        ) AS at (start);
    INSERT INTO collateral_participant (session_id, contact_id, client_id, clinician_id,
        format, place, discloser, during, status, booked_at)
    SELECT id, client_id, client_id, clinician_id, format, place, 0, during, status,
        booked_at
    FROM collateral_session;
    SET LOCAL session_replication_role = origin;
"""


def run() -> list[Row]:
    """The median, as a part of what it may take at most."""
    with scratch_database("finder"):
        proposal = _laid()
        found = offers(proposal, timezone.now())
        assert found, "no time is free"
        times = [
            seconds(partial(offers, proposal, timezone.now())) for _ in range(TIMES)
        ]
    taken = statistics.median(times)
    note = f"{taken * 1000:.0f} ms, of {MOST * 1000:.0f} at most, in one query"
    name = f"a free time among {SESSIONS:,} sessions"
    return [Row(name, taken / MOST, "≤ 1.0", note)]


def _laid() -> Proposal:
    """A practice so full, and a session to find a time for: with two, in a room."""
    okafor = User.objects.create(
        pk=1, username="okafor", name="Amara Okafor", role=Role.CLINICIAN
    )
    rooms = [Room.objects.create(name=f"Room {n}") for n in range(ROOMS)]
    jordan = Client.objects.create(
        legal_name="Jordan Reyes",
        clinician=okafor,
        date_of_birth="1990-05-02",
        state="NY",
        modality=Modality.INDIVIDUAL,
    )
    people = [contact_of(jordan, name) for name in ("Ben Hart", "Maria Reyes")]
    told = {
        "clinicians": CLINICIANS,
        "rooms": ROOMS,
        "room": rooms[0].pk,
        "each": SESSIONS // CLINICIANS,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in LAID.strip().split(";\n"):
            cursor.execute(statement, told)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    now = timezone.now()
    return Proposal(
        client=jordan,
        contacts=tuple(people),
        clinician=okafor,
        during=span(now, now + FIFTY),
        room=rooms[-1],
        format=Format.JOINT,
        place=Place.IN_PERSON,
        booked_at=now - timedelta(minutes=1),
    )
