"""A replica answers what only reads, with all that was committed, or it is not asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from practice.database.embedded import cluster
from tests.several import NAME, Machines, machines, manage, until, url

pytestmark = pytest.mark.long

ASK = """
import django; django.setup()
from django.db import connection, connections
from practice.database import replica
from practice.database.replica import read
from practice.models import Room
replica.PATIENCE = 300  # seconds: it is behind where a test says so, whatever else goes on

def is_replica():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        return cursor.fetchone()[0]
"""
JUST_WRITTEN = f"""{ASK}
replica.PATIENCE = {{patience}}
room = Room.objects.create(name="{{name}}")
print(read(lambda: (is_replica(), Room.objects.filter(pk=room.pk).exists())))
print(is_replica())
"""
LOST = f"""{ASK}
def question():
    if is_replica():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    return is_replica()
print(read(question), read(is_replica))
"""
WRITES = f"""{ASK}
from django.db import InternalError
try:
    read(lambda: Room.objects.create(name="Nowhere"))
except InternalError:
    print(Room.objects.filter(name="Nowhere").exists())
"""
LONG_ONES = f"""{ASK}
from clients.models import ConsentEvent
from releases.history.export import lines
from releases.history.verification import verify
from releases.proof.verification import verify_releases
asked = []
def counted(execute, sql, params, many, context):
    asked.append(sql)
    return execute(sql, params, many, context)
with connections["replica"].execute_wrapper(counted):
    read(verify), read(verify_releases)
    print(any("clients_consentevent" in sql for sql in asked))
    file = b"".join(lines(ConsentEvent.objects.all()))
    print(len(file) > 0, sum("pg_last_wal_replay_lsn" in sql for sql in asked) > 2)
"""


class Pair(NamedTuple):
    machines: Machines
    standby: Path
    settings: dict[str, str]

    def says(self, code: str) -> list[str]:
        return manage("-c", code, **self.settings).splitlines()

    def tell(self, statement: str) -> object:
        with psycopg.connect(host=str(self.standby), user=NAME, dbname=NAME) as server:
            return server.execute(statement).fetchone()


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    with machines() as made:
        primary = made.primary()
        settings = {
            "DATABASE_URL": url(primary),
            "DATA_DIR": str(made.folder),
            "DJANGO_SETTINGS_MODULE": "practice.settings",
        }
        manage("-m", "tests.copied", **settings)
        standby = made.standby(primary)
        settings["REPLICA_URL"] = url(standby)
        yield Pair(made, standby, settings)


def test_what_was_just_written_is_read_from_the_replica(pair: Pair) -> None:
    code = JUST_WRITTEN.format(name="Attic", patience=300)
    assert pair.says(code) == ["(True, True)", "False"]


def test_a_replica_that_is_behind_is_not_asked(pair: Pair) -> None:
    pair.tell("SELECT pg_wal_replay_pause()")
    until(lambda: pair.tell("SELECT pg_get_wal_replay_pause_state()") == ("paused",))
    code = JUST_WRITTEN.format(name="Cellar", patience=0.1)
    assert pair.says(code) == ["(False, True)", "False"]
    pair.tell("SELECT pg_wal_replay_resume()")


def test_whoever_loses_the_replica_meanwhile_asks_the_primary(pair: Pair) -> None:
    assert pair.says(LOST) == ["False True"]


def test_a_replica_takes_no_writing(pair: Pair) -> None:
    assert pair.says(WRITES) == ["False"]


def test_the_verification_and_the_exports_read_there(pair: Pair) -> None:
    assert pair.says(LONG_ONES) == ["True", "True True"]


def test_without_the_replica_the_primary_is_asked(pair: Pair) -> None:
    how = [f"--pgdata={pair.standby}", "--mode=immediate"]
    assert cluster.run("pg_ctl", "stop", *how, owner=pair.machines.owner) == 0
    code = JUST_WRITTEN.format(name="Porch", patience=300)
    assert pair.says(code) == ["(False, True)", "False"]
