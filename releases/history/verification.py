"""Whether the consent history still is what was written: every client's chain, walked.

Twice, independently: ``verify`` in SQL, fast; ``verify_by_hand`` in Python, which trusts
none of the database's functions. What neither can see is an end cut off a chain, or
written anew there: that takes a seal kept outside the database.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from practice.database.timeouts import UNLIMITED
from practice.formats import say_instant, say_list
from practice.numbers import say_figures, say_number

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
LONG = 0.05  # seconds


class Event(NamedTuple):
    """An event as it is stored. ``at`` counts microseconds; ``names`` and ``detail`` are
    JSON, and names are none where they were not kept yet.
    """

    id: int
    client: int
    number: int
    previous: str
    at: int | None
    kind: str
    actor: int | None
    clinician: int
    contact: int | None
    release: int | None
    session: int | None
    reason: str
    names: str | None
    detail: str
    body: str
    sha256: str


@dataclass(frozen=True)
class Misfit:
    """The first event that does not fit: event ``number`` of a client's chain."""

    client_id: int
    number: int
    event_id: int
    how: str

    def __str__(self) -> str:
        return (
            f"Event {self.number} of client {self.client_id} (id {self.event_id}) "
            f"does not fit: {self.how}."
        )


@dataclass(frozen=True)
class Verdict:
    """What a walk over all chains found."""

    events: int
    chains: int
    misfit: Misfit | None
    seconds: float
    at: datetime = field(default_factory=timezone.now)

    def __str__(self) -> str:
        if self.misfit:
            return str(self.misfit)
        events = ngettext("{count} event", "{count} events", self.events)
        chains = ngettext("{count} chain", "{count} chains", self.chains)
        return gettext(
            "Every event fits: {events} in {chains}, checked in {spent} at {at}."
        ).format(
            events=events.format(count=say_figures(self.events)),
            chains=chains.format(count=say_figures(self.chains)),
            spent=spent(self.seconds),
            at=say_instant(self.at),
        )


def spent(seconds: float) -> str:
    """How long it took: 1.2 s"""
    return f"{seconds:.1f} s" if seconds >= LONG else gettext("under 0.1 s")


# All in one pass on all cores: each event beside the one before it, by a hash join.
SETTINGS = """
    SET LOCAL jit = off;
    SET LOCAL parallel_setup_cost = 0;
    SET LOCAL parallel_tuple_cost = 0;
    SET LOCAL enable_nestloop = off;
    SET LOCAL work_mem = '64MB'
"""
WALK = """
    SELECT count(*), count(*) FILTER (WHERE event.number = 1),
        min(ARRAY[event.client_id, event.number]) FILTER (WHERE (
            event.body = consent_event_body(event)
            AND event.sha256 = encode(sha256(convert_to(event.body, 'UTF8')), 'hex')
            AND event.previous = coalesce(before.sha256, '')
            AND CASE event.number WHEN 1 THEN before.id IS NULL
                ELSE before.id < event.id AND before.at <= event.at END
        ) IS NOT TRUE)
    FROM clients_consentevent AS event
    LEFT JOIN clients_consentevent AS before
        ON before.client_id = event.client_id AND before.number = event.number - 1
"""
# That no two events share a place is left to their key, as long as it is there.
KEY = """
    SELECT EXISTS (
        SELECT FROM pg_constraint JOIN pg_index ON indexrelid = conindid
        WHERE conrelid = 'clients_consentevent'::regclass
            AND conname = 'event_chain_cannot_fork' AND indisunique AND indisvalid
    )
"""
STORED = """
    SELECT id, client_id, number, previous,
        CASE WHEN isfinite(at) THEN (extract(epoch FROM at) * 1000000)::bigint END,
        kind, actor_id, clinician_id, contact_id, release_id, session_id, reason,
        names::text, detail::text, body, sha256
    FROM clients_consentevent
    WHERE %(client)s::bigint IS NULL OR client_id = %(client)s
    ORDER BY client_id, number, id
"""


def verify() -> Verdict:
    """Walk every chain in the database, as it stands at one instant."""
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(KEY)
        if cursor.fetchone() != (True,):
            return verify_by_hand(stored())
        cursor.execute(UNLIMITED)
        cursor.execute(SETTINGS)
        cursor.execute(WALK)
        events, chains, first = cursor.fetchone()
    misfit = _explain(*first) if first else None
    return Verdict(events, chains, misfit, time.perf_counter() - began)


def _explain(client_id: int, number: int) -> Misfit:
    """Say in words what the walk found at or about ``number``."""
    found = verify_by_hand(stored(client_id)).misfit
    how = "the database now makes another record of it than it once wrote"
    return found or Misfit(client_id, number, 0, how)


def stored(client_id: int | None = None) -> Iterator[Event]:
    """Every event, or one client's, chain by chain, through a server-side cursor."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(STORED, {"client": client_id})
        while rows := cursor.fetchmany(5000):
            yield from map(Event._make, rows)


def verify_by_hand(events: Iterable[Event]) -> Verdict:
    """Walk ``events``, which come chain by chain, to the first that does not fit."""
    began = time.perf_counter()
    count = chains = 0
    before: Event | None = None
    misfit = None
    for event in events:
        if before is None or before.client != event.client:
            before, chains = None, chains + 1
        count += 1
        if how := _what_is_wrong(event, before):
            misfit = Misfit(event.client, event.number, event.id, how)
            break
        before = event
    return Verdict(count, chains, misfit, time.perf_counter() - began)


def _what_is_wrong(event: Event, before: Event | None) -> str:
    """How ``event`` does not fit after the one before it; empty if it does."""
    number, sha256 = (before.number, before.sha256) if before else (0, "")
    if event.number > number + 1:
        gone = event.number - number - 1
        missing = ngettext(
            "{count} event before it is missing",
            "{count} events before it are missing",
            gone,
        )
        return missing.format(count=say_number(gone))
    if hashlib.sha256(event.body.encode()).hexdigest() != event.sha256:
        return "its record was changed after it was written"
    if changed := _changed(event):
        altered = ngettext(
            "its {columns} was changed after it was written",
            "its {columns} were changed after it was written",
            len(changed),
        )
        names = ("time" if name == "at" else name for name in changed)
        return altered.format(columns=say_list(names))
    if event.number <= number:
        return "another event has its place"
    if event.previous != sha256:
        return "it does not follow from what stands before it"
    late = before and (event.id <= before.id or (event.at or 0) < (before.at or 0))
    return "the event before it was written later" if late else ""


def _changed(event: Event) -> list[str]:
    """The columns that do not hold what the record says they held."""
    try:
        told = RECORD.decode(event.body)
        told["at"] = (datetime.fromisoformat(told["at"] + "Z") - EPOCH) // TICK
    except (ValueError, TypeError, KeyError, RecursionError):
        return ["record"]
    # Equal numbers may be written differently; the text of the detail tells them apart.
    if event.body.endswith(f',"detail":{event.detail}}}'):
        told["detail"] = event.detail
    columns = event._asdict()
    del columns["body"], columns["sha256"]
    columns["names"] = event.names and RECORD.decode(event.names)
    if told.get("names", event) is None:  # they are written, or left out
        return ["record"]
    told.setdefault("names", None)
    if told == columns:
        return []
    return [name for name in columns if told.get(name, event) != columns[name]] or [
        "record"
    ]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        message = "a name twice"
        raise ValueError(message)
    return told


RECORD = json.JSONDecoder(object_pairs_hook=_once)
