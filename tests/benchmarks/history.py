"""The consent history: what its chain costs, and how it reads at a million events."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practice.models import Role, User
from releases.history.verification import verify
from releases.root.sealing import seal_root
from tests.benchmarks.scratch import scratch_database, seconds, signed_in, turn_to
from tests.benchmarks.table import Row

EVENTS_EACH = 25
SMALL, LARGE = 400, 40_000  # clients
WRITERS, WRITING = 8, 2.0  # seconds
ROUNDS, TIMES = 6, 5

PEOPLE = """
    INSERT INTO clients_client (legal_name, chosen_name, date_of_birth, state, language,
        modality, clinician_id, emancipated, part2)
    SELECT 'Client ' || n, '', '1990-05-02', 'NY', 'English', 'cbt',
        (SELECT min(id) FROM practice_user) + n %% 3, false, false
    FROM generate_series(1, %s) AS n;
    INSERT INTO clients_contact (client_id, name, relationship, organisation, phone,
        email, language)
    SELECT id, 'Contact of ' || id, 'mother', '', '', '', 'English' FROM clients_client
"""

# The next event of every chain at once, as the trigger would write it: a million one by
# one would take minutes. That they are the same is what the verification below says.
NEXT = """
    INSERT INTO clients_consentevent OVERRIDING SYSTEM VALUE
    SELECT (event).id, (event).number, (event).kind, (event).at, (event).release_id,
        (event).session_id, (event).reason, (event).detail, (event).previous, body,
        encode(sha256(convert_to(body, 'UTF8')), 'hex'), (event).actor_id,
        (event).client_id, (event).clinician_id, (event).contact_id, (event).names
    FROM (
        SELECT event, consent_event_body(event) AS body FROM (
            SELECT ROW(
                nextval('clients_consentevent_id_seq'), %(number)s,
                CASE WHEN client.id %% 89 = %(number)s THEN 'revoked' ELSE (
                    '{viewed,booked,printed,signed,moved,refused,joined}'::text[]
                )[1 + (client.id + %(number)s) %% 7] END,
                now() - interval '2 years' + %(number)s * interval '28 days'
                    + client.id * 7919 %% 2419200 * interval '1 second',
                NULL, NULL, '', '{"starts": "2026-11-22T15:00:00+00:00"}',
                coalesce(last.sha256, ''), '', '', client.clinician_id, client.id,
                client.clinician_id, contact.id, jsonb_build_object('client', client.name,
                    'clinician', who.name, 'actor', who.name, 'contact', contact.name)
            )::clients_consentevent AS event
            FROM clients_client AS client
            JOIN clients_contact AS contact ON contact.client_id = client.id
            JOIN practice_user AS who ON who.id = client.clinician_id
            LEFT JOIN clients_consentevent AS last
                ON last.client_id = client.id AND last.number = %(number)s - 1
            ORDER BY client.id * 7919 %% 2419200
            OFFSET 0
        ) AS made
        OFFSET 0
    ) AS written
"""

APPEND = """
    INSERT INTO {table} (client_id, number, kind, at, actor_id, clinician_id, contact_id,
        reason, detail, previous, body, sha256)
    SELECT id, %s, 'viewed', now(), clinician_id, clinician_id, NULL, '', '{{}}', '', '', ''
    FROM clients_client WHERE id = %s
"""


def run() -> list[Row]:
    """Ratios within this one run, on whatever machine it is."""
    with _history("small", SMALL) as small, _history("large", LARGE) as large:
        return [
            *_reading(small, large),
            _verifying(large),
            _sealing(large),
            _appending(small),
        ]


@contextmanager
def _history(name: str, clients: int) -> Iterator[str]:
    """A database with so many clients, and their events over the last two years."""
    with scratch_database(f"history_{name}") as database:
        for place, role in enumerate([*[Role.CLINICIAN] * 3, Role.ADMIN]):
            names = {"username": f"someone-{place}", "name": f"Someone {place}"}
            User.objects.create(**names, role=role, password="!")
        with connection.cursor() as cursor:
            cursor.execute(PEOPLE, [clients])
            # The chain is computed here, and nothing refers to what is not there.
            cursor.execute("SET session_replication_role = replica")
            for number in range(1, EVENTS_EACH + 1):
                cursor.execute(NEXT, {"number": number})
            cursor.execute("SET session_replication_role = origin")
            cursor.execute("VACUUM ANALYZE")
        yield database


def _reading(small: str, large: str) -> list[Row]:
    """The page with each filter: its time and its number of queries at both sizes."""
    asks = _asks()
    times: dict[tuple[str, str], list[float]] = {}
    queries: dict[str, int] = {}
    rows: dict[str, int] = {}
    for database in [small, large] * ROUNDS:
        turn_to(database)
        browser = signed_in(User.objects.get(role=Role.ADMIN))
        for name, ask in asks.items():
            url = f"/history/?{ask}"
            with CaptureQueriesContext(connection) as captured:
                page = browser.get(url).content  # and it is warm
            queries[database] = max(queries.get(database, 0), len(captured))
            # Like is compared with like only where both show as many events.
            shown = page.count(b"<tr")
            assert rows.setdefault(name, shown) == shown, name
            spent = [seconds(partial(browser.get, url)) for _ in range(TIMES)]
            times.setdefault((database, name), []).extend(spent)
    ratios = {name: min(times[large, name]) / min(times[small, name]) for name in asks}
    worst = max(asks, key=lambda name: ratios[name])
    before, after = (min(times[each, worst]) * 1000 for each in (small, large))
    return [
        Row(
            "History page, a million events against ten thousand",
            ratios[worst],
            "≤ 1.2",
            f"{worst}, the worst of {len(asks)} ways: {before:.0f} to {after:.0f} ms",
        ),
        Row(
            "Its queries, likewise",
            queries[large] / queries[small],
            "≤ 1",
            f"{queries[large]} at most",
        ),
    ]


def _asks() -> dict[str, str]:
    today = timezone.localdate()
    days = f"from={today - timedelta(days=220)}&to={today - timedelta(days=200)}"
    year = f"from={today - timedelta(days=530)}&to={today - timedelta(days=165)}"
    return {
        "everything": "",
        "a page further down": f"after={SMALL * EVENTS_EACH // 2}",
        "one client": f"client={SMALL // 2}",
        "one contact": f"client={SMALL // 2}&contact={SMALL // 2}",
        "one clinician": f"clinician={User.objects.earliest('pk').pk}",
        "a common kind": "kind=viewed",
        "a rare kind": "kind=revoked",
        "three weeks": days,
        "a rare kind in one year": f"kind=revoked&{year}",
    }


def _verifying(large: str) -> Row:
    turn_to(large)
    verdicts = [verify() for _ in range(3)]
    assert all(verdict.misfit is None for verdict in verdicts)
    quickest = min(verdict.seconds for verdict in verdicts)
    rate = verdicts[0].events / quickest
    note = f"{rate:,.0f} events a second; a million in {quickest:.1f} s"
    return Row("Verification, of 250,000 events a second", rate / 250_000, "≥ 1", note)


def _sealing(large: str) -> Row:
    """A day's root over as much as a year's of a large practice, nothing new since the one
    before; against walking every chain of it.
    """
    turn_to(large)
    first, again = seconds(seal_root), min(seconds(seal_root) for _ in range(3))
    walking = min(verify().seconds for _ in range(3))
    note = f"{LARGE:,} clients: {again:.1f} s, the first {first:.1f} s"
    return Row("Sealing a root, against the verification", again / walking, "≤ 1", note)


def _appending(small: str) -> Row:
    """The same table with its chain and without, in turns, from eight connections."""
    turn_to(small)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain (LIKE clients_consentevent INCLUDING ALL)")
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = 'clients_consentevent'::regclass AND contype = 'f'"
        )
        for name, rule in cursor.fetchall():
            cursor.execute(f'ALTER TABLE plain ADD CONSTRAINT "{name}" {rule}')
    numbers = itertools.count(EVENTS_EACH + 1)
    ratios, rates = [], []
    for _ in range(3):
        chained = _rate("clients_consentevent", numbers)
        plain = _rate("plain", numbers)
        ratios.append(chained / plain)
        rates.append(chained)
    note = f"{statistics.median(rates):,.0f} a second"
    name = f"Appending with the chain against without, {WRITERS} writers"
    return Row(name, statistics.median(ratios), "≥ 0.6", note)


def _rate(table: str, numbers: Iterator[int]) -> float:
    """Events written a second, each in a transaction of its own."""
    known = connection.get_connection_params()
    server = {key: known[key] for key in ("host", "port", "user", "dbname")}
    until = time.perf_counter() + WRITING

    def write(writer: int) -> int:
        with psycopg.connect(**server, autocommit=True, prepare_threshold=1) as own:
            for count in itertools.count(1):
                client = 1 + (writer * SMALL // WRITERS + count) % SMALL
                own.execute(APPEND.format(table=table), [next(numbers), client])
                if time.perf_counter() > until:
                    return count
        return 0

    with ThreadPoolExecutor(WRITERS) as writers:
        return sum(writers.map(write, range(WRITERS))) / WRITING
