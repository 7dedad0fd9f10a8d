"""How many sign in at once: a password takes a core and much memory to look at."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, transaction

ONE_AT_A_TIME = (
    0x51_6E_1E  # of all processes, by a lock of PostgreSQL's with this number
)

_seats = threading.BoundedSemaphore(settings.SIGN_INS_AT_ONCE)


class TooManyAtOnce(Exception):  # noqa: N818 - it is what it is, not an error
    """Others are signing in. Waiting for them would take a thread from everyone else."""


@contextmanager
def seated() -> Iterator[None]:
    """One of few, of this process, that wait for their turn."""
    if not _seats.acquire(blocking=False):
        raise TooManyAtOnce
    try:
        yield
    finally:
        _seats.release()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Whoever is here is here alone, so that pages have the other cores."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        yield


class OneCore(Argon2PasswordHasher):
    """Django's own takes eight threads for each password; memory costs more anyway.

    As RFC 9106 (4) asks where memory is short, on one lane.
    """

    time_cost = 3
    memory_cost = 64 * 1024
    parallelism = 1
