"""Where what is stored is not what a root sealed, each by its kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from django.db import connection, transaction

from practice.database.timeouts import UNLIMITED
from releases.root.leaves import FACTS, GRANTS, NEWEST, NOW, UNTIL


class Kind(Enum):
    """What was done, in a sentence that names nobody."""

    CLIENT_GONE = (
        "Client {client} is gone, whose chain root {root} sealed at event {number}."
    )
    CHAIN_GONE = "The chain of client {client} is gone, which root {root} sealed at event {number}."
    TAIL_CUT = "The chain of client {client} ends at event {last}; root {root} sealed it at event {number}."
    EVENT_CHANGED = (
        "Event {number} of client {client} is not the one that root {root} sealed."
    )
    RELEASE_GONE = (
        "Release {release} of client {client} is gone, which root {root} sealed."
    )
    RELEASE_LIFTED = "Release {release} of client {client} {had} when root {root} was sealed, and now it is not so, or later."


HAD = {
    "event": "was ended by its event",
    "revoked": "was revoked",
    "superseded": "was superseded",
    "voided": "was voided",
    "authority": "ended with its signer’s authority",
    "law": "was ended by law",
    UNTIL: "counted until an instant",
    GRANTS: "was revoked in part",
}


@dataclass(frozen=True)
class Misfit:
    kind: Kind
    client_id: int
    said: dict[str, Any]

    def __str__(self) -> str:
        return self.kind.value.format(client=self.client_id, **self.said)


class _Row(NamedTuple):
    """A leaf, and what there is now of its client."""

    client: int
    root: int
    number: int
    head: str
    was: str
    is_there: bool
    sha256: str | None
    last: int | None
    now: str | None


FOUND = f"""
    SELECT was.client_id, was.root_id, was.number, was.head, was.releases,
        now.client_id IS NOT NULL, there.sha256, now.number, now.releases
    FROM ({NEWEST}) AS was
    LEFT JOIN ({NOW}) AS now ON now.client_id = was.client_id
    LEFT JOIN clients_consentevent AS there
        ON there.client_id = was.client_id AND there.number = was.number
    WHERE now.client_id IS NULL
        OR was.number > 0 AND there.sha256 IS DISTINCT FROM was.head
        OR now.releases <> was.releases
    ORDER BY was.client_id
"""  # noqa: S608 - made of our own words


def misfits(root: int) -> Iterator[Misfit]:
    """What is not as the leaves have it that are the newest as of ``root``."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(UNLIMITED)
        with connection.chunked_cursor() as cursor:
            cursor.execute(FOUND, {"root": root})
            while rows := cursor.fetchmany(500):
                for row in map(_Row._make, rows):
                    yield from _of(row)


def _of(row: _Row) -> Iterator[Misfit]:
    said = {"root": row.root, "number": row.number, "last": row.last}
    if not row.is_there:
        yield Misfit(Kind.CLIENT_GONE, row.client, said)
        return
    if row.number and row.sha256 != row.head:
        kind = _of_chain(row.last or 0, row.number)
        yield Misfit(kind, row.client, said)
    if row.now != row.was:
        was, now = json.loads(row.was), json.loads(row.now or "{}")
        yield from _of_releases(row.client, row.root, was, now)


def _of_chain(last: int, number: int) -> Kind:
    if last == 0:
        return Kind.CHAIN_GONE
    return Kind.TAIL_CUT if last < number else Kind.EVENT_CHANGED


def _of_releases(
    client: int, root: int, was: dict[str, Any], now: dict[str, Any]
) -> Iterator[Misfit]:
    for release in sorted(was, key=int):
        said = {"root": root, "release": release}
        if release not in now:
            yield Misfit(Kind.RELEASE_GONE, client, said)
            continue
        for fact in (*FACTS, UNTIL, GRANTS):
            if _is_lifted(fact, was[release].get(fact), now[release].get(fact)):
                had = {**said, "had": HAD[fact]}
                yield Misfit(Kind.RELEASE_LIFTED, client, had)
                break


def _is_lifted(fact: str, was: Any, now: Any) -> bool:
    """Whether what had ended does so no more, or later. Instants, which sort as text."""
    if isinstance(was, dict):
        return any(
            _is_lifted(pk, each, (now or {}).get(pk)) for pk, each in was.items()
        )
    if now is None:  # a release that ended before it began counts at no time
        return was is not None and fact != UNTIL
    return was is not None and now > was
