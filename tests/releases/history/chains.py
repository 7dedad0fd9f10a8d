"""Chains to tamper with, as a superuser can: with every trigger off."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from releases.history.verification import Misfit, stored, verify, verify_by_hand
from tests.refusals import run, settle

EVENTS = "clients_consentevent"


@contextmanager
def triggers_off() -> Iterator[None]:
    """What is done inside is done past every trigger."""
    settle()
    run("SET LOCAL session_replication_role = replica")
    yield
    run("SET LOCAL session_replication_role = origin")


def tamper(change: str, *, client: int, number: int) -> None:
    """Set columns of one event."""
    with triggers_off():
        where = "client_id = %s AND number = %s"
        assert run(f"UPDATE {EVENTS} SET {change} WHERE {where}", client, number) == 1


def make_consistent(client: int, number: int) -> None:
    """Write an event's record and its hash anew, after its columns."""
    for change in (
        f"body = consent_event_body({EVENTS})",
        "sha256 = encode(sha256(convert_to(body, 'UTF8')), 'hex')",
    ):
        tamper(change, client=client, number=number)


def misfit() -> Misfit | None:
    """What both verifications find; they must agree."""
    found = verify().misfit
    assert verify_by_hand(stored()).misfit == found
    return found


def column(name: str, client: int, number: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {name} FROM {EVENTS} WHERE client_id = %s AND number = %s",
            [client, number],
        )
        return cursor.fetchone()[0]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
