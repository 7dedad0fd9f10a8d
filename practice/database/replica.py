"""Reading from a replica what takes long and writes nothing: exports, the verification.

It has then all that was committed before it was asked, or it is not asked: the primary
says how far it is, and a replica that is not there within a second is left alone, as one
that is gone. Nothing that decides comes here, and a replica takes no writing anyway.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, OperationalError, connections

T = TypeVar("T")

logger = logging.getLogger(__name__)

REPLICA = "replica"
PATIENCE, LOOK = 1.0, 0.05  # seconds
HOW_FAR = "SELECT pg_current_wal_flush_lsn()::text"
IS_THERE = "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn"


def source() -> str:
    """Whom to ask, as an alias: the replica, if there is one and it has everything."""
    usual = connections[DEFAULT_DB_ALIAS]
    if REPLICA not in settings.DATABASES or usual.in_atomic_block:
        return DEFAULT_DB_ALIAS
    with usual.cursor() as cursor:
        cursor.execute(HOW_FAR)
        (far,) = cursor.fetchone()
    try:
        if _has(far):
            return REPLICA
        logger.warning("The replica is behind.")
    except Error:
        logger.warning("The replica does not answer.")
        connections[REPLICA].close()
    return DEFAULT_DB_ALIAS


def _has(far: str) -> bool:
    until = time.monotonic() + PATIENCE
    while True:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(IS_THERE, [far])
            if cursor.fetchone() == (True,):
                return True
        if time.monotonic() > until:
            return False
        time.sleep(LOOK)


def read(question: Callable[[], T]) -> T:
    """What ``question``, which only reads, has to say: again, if the replica is lost to it."""
    alias = source()
    if alias == DEFAULT_DB_ALIAS:
        return question()
    try:
        with _instead(alias):
            return question()
    except OperationalError:
        logger.warning("The replica was lost.")
        connections[alias].close()
        return question()


@contextmanager
def _instead(alias: str) -> Iterator[None]:
    """Whatever this thread asks inside is asked there, however it is worded."""
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
