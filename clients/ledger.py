"""Writing the consent history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.database.rows import insert
from practice.models import User


def record(
    kind: EventKind,
    client: Client,
    actor: User | None,
    *,
    contact: Contact | None = None,
    release_id: int | None = None,
    session_id: int | None = None,
    reason: str = "",
    names: Mapping[str, str] | None = None,
    **detail: Any,
) -> ConsentEvent:
    """Append one event to ``client``'s chain, in the caller's transaction.

    Takes the chain's lock until that transaction ends, so record last. ``detail`` is
    for ids, codes and ISO instants; names and clinical text stay out of it. ``names``
    are of people who have no row, such as a signer: the chain's trigger knows those of
    client, contacts, clinician and actor.
    """
    return ConsentEvent.objects.create(
        kind=kind,
        client=client,
        clinician_id=client.clinician_id,
        actor=actor,
        contact=contact,
        release_id=release_id,
        session_id=session_id,
        reason=reason,
        names=names,
        detail=detail,
    )


def record_each(events: Iterable[ConsentEvent]) -> None:
    """As ``record``, of many that come from ``event_of``, in their order: that in which
    everyone takes clients.
    """
    insert(list(events))


def event_of(
    kind: EventKind,
    client: Client,
    actor: User | None,
    *,
    session_id: int | None = None,
    reason: str = "",
    names: Mapping[str, str] | None = None,
    **detail: Any,
) -> ConsentEvent:
    """What happened, as it is going to be recorded."""
    return ConsentEvent(
        kind=kind,
        client=client,
        clinician_id=client.clinician_id,
        actor=actor,
        session_id=session_id,
        reason=reason,
        names=names,
        detail=detail,
    )
