"""django-appointment in an environment of its own, on a database of the same server."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import django
import psycopg
from django.conf import settings
from django.db import connection

PACKAGES = [
    "django-appointment==3.12.0",
    f"django=={django.__version__}",
    f"psycopg[binary]=={psycopg.__version__}",
]
DATABASE = "bench_django_appointment"
SITE = Path(__file__).with_name("django_appointment_site.py")
PATIENCE = 300  # seconds, for packages to come


class NotHereError(Exception):
    """The package cannot be installed or run here: there is nothing to compare with."""


class Booked(NamedTuple):
    """How long the list of free times took, and then a booking, and how many appointments
    its slot has now.
    """

    listing: float
    seconds: float
    in_slot: int


@contextmanager
def served() -> Iterator[Callable[[date], Booked]]:
    """Inside, lists the free times of a day and books nine o'clock, as a visitor whom the package does not know.

    In another process, which waits for its turn. Raises ``NotHereError``.
    """
    python = _installed(Path(settings.DATA_DIR).resolve() / "django_appointment")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    known = connection.settings_dict
    place = {name: known[name] for name in ("HOST", "PORT", "USER", "PASSWORD")}
    pipe, command = subprocess.PIPE, [str(python), "-P", str(SITE)]
    try:
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as site:
            assert site.stdin
            assert site.stdout
            print(json.dumps({**place, "NAME": DATABASE}), file=site.stdin)

            def book(day: date) -> Booked:
                try:
                    print(day.isoformat(), file=site.stdin, flush=True)
                    listing, spent, in_slot = site.stdout.readline().split()
                except (OSError, ValueError) as error:
                    message = "not measured: it did not book"
                    raise NotHereError(message) from error
                return Booked(float(listing), float(spent), int(in_slot))

            yield book
            site.stdin.close()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def _installed(folder: Path) -> Path:
    """The environment's Python; it is made once, and kept with the other data."""
    python, stamp = folder / "bin" / "python", folder / "installed"
    if stamp.exists() and stamp.read_text().split() == PACKAGES:
        return python
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
    try:
        for command in (
            [sys.executable, "-m", "venv", "--clear", str(folder)],
            [*pip, "--no-input", *PACKAGES],
        ):
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError) as error:
        message = "not measured: it could not be installed"
        raise NotHereError(message) from error
    stamp.write_text("\n".join(PACKAGES))
    return python
