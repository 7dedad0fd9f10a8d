"""The embedded server: how its data are kept, and what its log never holds."""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from practice.database.embedded import cluster, server

pytestmark = pytest.mark.long

CANARY = "Canary-4711"


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A server of our own, which a test may ill-treat."""
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as data:
        yield data


@contextlib.contextmanager
def started(folder: Path) -> Iterator[Path]:
    data = folder / "postgres"
    server.start(data)
    try:
        yield data
    finally:
        server.stop(data)


def connect(data: Path) -> psycopg.Connection:
    return psycopg.connect(
        host=str(cluster.socket_directory(data, cluster.owner_of(data))),
        user=cluster.SUPERUSER,
        dbname=cluster.DATABASE,
        autocommit=True,
    )


def show(connected: psycopg.Connection, name: str) -> str:
    row = connected.execute("SELECT current_setting(%s)", [name]).fetchone()
    assert row is not None
    return str(row[0])


@pytest.mark.django_db
def test_the_server_of_the_tests_has_checksums_and_forces_writes_to_disk() -> None:
    with connection.cursor() as cursor:
        for name in ("data_checksums", "fsync", "full_page_writes"):
            cursor.execute("SELECT current_setting(%s)", [name])
            assert cursor.fetchone() == ("on",), name


@pytest.mark.django_db
@pytest.mark.parametrize(("lower", "upper"), [("é", "É"), ("ж", "Ж"), ("ơ", "Ơ")])
def test_the_database_knows_the_capitals_of_every_script(
    lower: str, upper: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT upper(%s)", [lower])
        assert cursor.fetchone() == (upper,)


def test_nobody_turns_the_logging_of_statements_on(data: Path) -> None:
    with connect(data) as connected:
        for name, value in (("log_statement", "all"), ("log_min_messages", "debug1")):
            connected.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connected.execute("SELECT pg_reload_conf()")
    server.stop(data)
    server.start(data)
    with connect(data) as connected:
        assert show(connected, "log_statement") == "none"
        assert show(connected, "log_min_messages") == "log"
        connected.execute("ALTER SYSTEM RESET ALL")


def test_the_settings_hold_even_if_somebody_starts_the_server_by_hand(
    data: Path,
) -> None:
    written = (data / "postgresql.conf").read_text()
    for name, value in cluster.SETTINGS.items():
        assert f"{name} = " in written
        assert value in written


FAULTS = {
    "a value of the wrong kind": f"SELECT '{CANARY}'::integer",
    "a table that is not there": f'SELECT * FROM "{CANARY}"',
    "a broken statement": f"SELEKT '{CANARY}'",
    "a row that breaks a CHECK": f"INSERT INTO notes VALUES (-1, '{CANARY}')",
    "a row that is there already": f"INSERT INTO notes VALUES (1, '{CANARY}')",
    "a function that raises": f"DO $$ BEGIN RAISE EXCEPTION '{CANARY}'; END $$",
    "a function that warns": f"DO $$ BEGIN RAISE WARNING '{CANARY}'; END $$",
    "a statement that is too slow": f"SET statement_timeout = 50; SELECT pg_sleep(9), '{CANARY}'",
    "a slow statement": f"SELECT pg_sleep(0.2), '{CANARY}'",
}


@pytest.mark.parametrize("statement", FAULTS.values(), ids=FAULTS)
def test_no_fault_puts_what_was_written_in_the_log(data: Path, statement: str) -> None:
    with connect(data) as connected:
        connected.execute(
            "CREATE TEMP TABLE notes (id int PRIMARY KEY CHECK (id > 0), text text)"
        )
        connected.execute("INSERT INTO notes VALUES (1, 'first')")
        with contextlib.suppress(psycopg.Error):
            connected.execute(statement)
    assert CANARY not in (data / "log").read_text()


def test_a_failing_copy_puts_no_row_in_the_log(data: Path) -> None:
    with connect(data) as connected:
        connected.execute("CREATE TEMP TABLE notes (id int, text text)")
        with (
            pytest.raises(psycopg.errors.InvalidTextRepresentation, match=CANARY),
            connected.cursor().copy("COPY notes FROM STDIN") as copy,
        ):
            copy.write(f"{CANARY}\t{CANARY}\n")
    assert CANARY not in (data / "log").read_text()


def test_a_parameter_of_a_prepared_statement_is_not_in_the_log(data: Path) -> None:
    with connect(data) as connected, pytest.raises(psycopg.DataError, match=CANARY):
        connected.execute("SELECT %s::text::integer", [CANARY], prepare=True)
    assert CANARY not in (data / "log").read_text()


def test_a_crash_is_in_the_log_and_the_statement_that_ran_is_not(data: Path) -> None:
    with connect(data) as connected:
        os.kill(connected.info.backend_pid, signal.SIGKILL)
        with pytest.raises(psycopg.OperationalError):
            connected.execute(f"SELECT '{CANARY}'")
    server.start(data)  # waits until it has recovered
    log = (data / "log").read_text()
    assert "was terminated by signal 9" in log
    assert CANARY not in log


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)  # whoever runs root's server passes it
        deep = Path(folder) / ("long" * 30)
        deep.mkdir()
        with started(deep) as data, connect(data) as connected:
            sockets = Path(show(connected, "unix_socket_directories").strip('"'))
            assert sockets != data
            assert sockets.stat().st_mode & 0o077 == 0
        sockets.rmdir()


def test_data_that_were_half_made_are_made_again() -> None:
    with tempfile.TemporaryDirectory() as folder:
        half = Path(folder) / "postgres.new"
        half.mkdir()
        (half / "PG_VERSION").write_text("18\n")
        with started(Path(folder)) as data, connect(data) as connected:
            assert show(connected, "data_checksums") == "on"
