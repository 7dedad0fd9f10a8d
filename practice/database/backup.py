"""PostgreSQL's own programs, run against whichever database the settings name."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError
from django.db import connection

from practice.database.embedded.cluster import binaries

# Who owns what, and who may do what, is said anew where it is restored.
DUMP = ("--format=custom", "--no-owner", "--no-privileges")
ANEW = ("--no-owner", "--no-privileges")
FILL = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
AT_ONCE = (
    "--no-psqlrc",
    "--quiet",
    "--output=/dev/null",
    "--single-transaction",
    "--set=ON_ERROR_STOP=1",
)
EMPTY = (
    "DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner"
)


def program(name: str, *arguments: str) -> None:
    """Run ``pg_dump`` or another of them; if it fails, say why, without the row."""
    done = subprocess.run(  # noqa: S603 - our own programs
        [binaries() / name, *arguments],
        check=False,
        stderr=subprocess.PIPE,
        text=True,
        **_connected(),
    )
    if done.returncode != 0:
        raise CommandError(_why(name, done.stderr))


def refilled(dump: Path) -> None:
    """Put what was dumped in place of everything there is: all of it, or nothing."""
    script = dump.with_name(f"{dump.name}.sql")
    program("pg_restore", *ANEW, f"--file={script}", str(dump))
    program("psql", *AT_ONCE, f"--command={EMPTY}", f"--file={script}")


@contextlib.contextmanager
def dumping() -> Iterator[tuple[IO[bytes], Callable[[], None]]]:
    """What is stored, as it is read; and what raises unless it has all been."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [binaries() / "pg_dump", *DUMP],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **_connected(),
    )
    assert process.stdout is not None  # noqa: S101 - for types
    assert process.stderr is not None  # noqa: S101 - for types
    said = process.stderr

    def ended() -> None:
        why = said.read().decode(errors="replace")
        if process.wait() != 0:
            raise CommandError(_why("pg_dump", why))

    with process:
        try:
            yield process.stdout, ended
        finally:
            process.kill()


def _connected() -> dict[str, Any]:
    """As whom we are connected, told apart from the command, which anybody may list."""
    connection.ensure_connection()
    info = connection.connection.info
    known = info.get_parameters() | {"password": info.password}
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "dbname": "PGDATABASE",
    }
    names |= {"password": "PGPASSWORD", "sslmode": "PGSSLMODE", "options": "PGOPTIONS"}
    names |= {"sslrootcert": "PGSSLROOTCERT"}
    said = {names[each]: value for each, value in known.items() if each in names}
    return {"env": {**os.environ, **said}}


def _why(name: str, said: str) -> str:
    errors = (line for line in said.splitlines() if "error:" in line)
    return next(errors, f"{name} failed.")
