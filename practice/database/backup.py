"""PostgreSQL's own programs, run against whichever database the settings name."""

from __future__ import annotations

import os
import subprocess

from django.core.management.base import CommandError
from django.db import connection

from practice.database.embedded.cluster import binaries


def program(name: str, *arguments: str) -> None:
    """Run ``pg_dump`` or ``pg_restore``; if it fails, say why, without the row."""
    connection.ensure_connection()
    info = connection.connection.info
    done = subprocess.run(  # noqa: S603 - our own programs
        [binaries() / name, f"--dbname={info.dsn}", *arguments],
        check=False,
        env={**os.environ, "PGPASSWORD": info.password},
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode != 0:
        said = (line for line in done.stderr.splitlines() if "error:" in line)
        message = next(said, f"{name} failed.")
        raise CommandError(message)
