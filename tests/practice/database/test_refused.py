"""A database that cannot be used gets one sentence as the program starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from practice.database.base import DatabaseFeatures, DatabaseUnavailableError
from practice.database.embedded import cluster, server
from practice.setup.environment import env_database
from tests.copied import lay
from tests.environment import PATIENCE, PRODUCTION, ROOT
from tests.serving import GUNICORN, free_port

MANAGE = [sys.executable, "manage.py", "showmigrations"]
STARTS = pytest.mark.parametrize(
    "command", [MANAGE, GUNICORN], ids=["manage.py", "gunicorn"]
)
WEAKEN = """
from django.db import connection
from practice.database.acting import OWNER, acting_as
with acting_as(OWNER):
    connection.cursor().execute(
        "ALTER TABLE collateral_participant "
        "ALTER CONSTRAINT participant_release_in_force NOT ENFORCED; "
        "ALTER TABLE releases_release DISABLE TRIGGER release_is_final; "
        "ALTER TABLE releases_release ENABLE TRIGGER release_is_signed_now")
"""

pytestmark = [pytest.mark.usefixtures("collected"), pytest.mark.long]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server on the network, where ada has a password."""
    with tempfile.TemporaryDirectory() as folder:
        data, port = Path(folder) / "postgres", free_port()
        sockets = server.start(data)
        with psycopg.connect(
            host=str(sockets), user="postgres", dbname="postgres"
        ) as c:
            c.execute("CREATE ROLE ada LOGIN PASSWORD 'right'")
        server.stop(data)
        with (data / "pg_hba.conf").open("w") as rules:
            rules.write("host all all 127.0.0.1/32 scram-sha-256\n")
        network = f"-c listen_addresses=127.0.0.1 -c port={port} -k {sockets}"
        owner = cluster.owner_of(data)
        how = [f"--pgdata={data}", f"--log={data}/log", f"--options={network}"]
        assert cluster.run("pg_ctl", "start", *how, owner=owner) == 0
        yield port
        server.stop(data)


def refused(command: list[str], **settings: str) -> str:
    """What it said as it refused to start: one line, and no traceback."""
    environment = {**os.environ, "PORT": str(free_port()), **settings}
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr.strip()


@STARTS
def test_no_server(command: list[str]) -> None:
    url = f"postgres://ada:right@127.0.0.1:{free_port()}/third_chair"
    assert refused(command, DATABASE_URL=url) == (
        "No PostgreSQL at 127.0.0.1 answers (Connection refused); "
        "start it, or check DATABASE_URL."
    )


def test_no_such_machine() -> None:
    said = refused(
        MANAGE,
        DATABASE_URL="postgres://ada@nowhere.invalid/third_chair?sslmode=verify-full",
    )
    assert said.startswith("No PostgreSQL at nowhere.invalid answers (")


@STARTS
def test_a_wrong_password(command: list[str], port: int) -> None:
    url = f"postgres://ada:wrong@127.0.0.1:{port}/third_chair"
    assert refused(command, DATABASE_URL=url) == (
        "PostgreSQL at 127.0.0.1 does not accept this user and password; "
        "check DATABASE_URL."
    )


def test_no_such_user(port: int) -> None:
    url = f"postgres://ben:right@127.0.0.1:{port}/third_chair"
    assert "does not accept this user" in refused(MANAGE, DATABASE_URL=url)


def test_no_such_database(port: int) -> None:
    url = f"postgres://ada:right@127.0.0.1:{port}/elsewhere"
    assert refused(MANAGE, DATABASE_URL=url) == (
        "PostgreSQL at 127.0.0.1 has no such database; "
        "create it, or check DATABASE_URL."
    )


def test_an_option_that_is_none(port: int) -> None:
    url = f"postgres://ada:right@127.0.0.1:{port}/third_chair?colour=blue"
    said = refused(MANAGE, DATABASE_URL=url)
    assert 'invalid connection option "colour"' in said


@pytest.mark.django_db(transaction=True)
def test_an_older_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DatabaseFeatures, "minimum_database_version", (99,))
    monkeypatch.setattr("django.db.backends.base.base.RAN_DB_VERSION_CHECK", set())
    connection.close()
    with pytest.raises(
        DatabaseUnavailableError, match=r"is version 18\.6; Third Chair"
    ):
        connection.ensure_connection()
    assert connection.connection is None


@STARTS
def test_no_secret_key(command: list[str]) -> None:
    assert refused(command, DEMO="0", SECRET_KEY="") == (
        "Set SECRET_KEY to a long random string, or SECRET_KEY_FILE to its file."
    )


@pytest.mark.parametrize("name", [name for name in PRODUCTION if "PRACTICE" in name])
def test_no_name_for_the_practice(name: str) -> None:
    said = refused(MANAGE, **{**PRODUCTION, name: ""})
    assert said == f"Set {name}: it stands on every release."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEMO", "perhaps"),
        ("CONN_MAX_AGE", "long"),
        ("LOG_LEVEL", "loud"),
        ("PRACTICE_TIME_ZONE", "Mars/Olympus"),
        ("DATABASE_URL", "mysql://ada:right@127.0.0.1/third_chair"),
        ("SECRET_KEY_FILE", "/nowhere/key"),
    ],
)
def test_a_setting_that_cannot_be(name: str, value: str) -> None:
    assert refused(MANAGE, **{name: value}).startswith(name)


def test_nothing_collected(tmp_path: Path) -> None:
    assert refused(GUNICORN, STATIC_ROOT=str(tmp_path)) == (
        "Styles and scripts are missing: run manage.py collectstatic first."
    )


def test_no_gate() -> None:
    ungated = {"DJANGO_SETTINGS_MODULE": "tests.gateless"}
    assert "collateral.E001" in refused(GUNICORN, **ungated)


def test_a_weakened_database() -> None:
    """Each rule that it no longer keeps is named, once there are tables to keep it."""
    with tempfile.TemporaryDirectory() as folder:
        assert refused(GUNICORN, DATA_DIR=folder) == (
            "The tables are not those of this version: run manage.py migrate."
        )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)  # whoever runs root's server passes it
        lay(Path(folder))
        manage(folder, "shell", "-v0", "-c", WEAKEN)
        said = refused(GUNICORN, DATA_DIR=folder)
    assert (
        "The constraint participant_release_in_force of collateral_participant "
        "is not enforced."
    ) in said
    assert "The trigger release_is_final of releases_release has been disabled." in said
    assert (
        "The trigger release_is_signed_now of releases_release is not enabled ALWAYS."
    ) in said
    assert said.count("ALWAYS") == 1


def manage(folder: str, *arguments: str) -> str:
    """What a command has to say, of a database under ``folder``."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=True,
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": folder},
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def test_a_password_in_a_bad_url_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://ada:secret@127.0.0.1:port/x")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env_database("DATABASE_URL")
    assert "secret" not in str(refusal.value)
