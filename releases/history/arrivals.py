"""How the history tells of who came to a session, and of one that ended early."""

from __future__ import annotations

from clients.models import ConsentEvent, EventKind

SENTENCES: dict[str, str] = {
    EventKind.CHECKED_IN: "{actor} checked {contact} in for {session} ({client}).",
    EventKind.DID_NOT_COME: "{contact} did not come to {session}, {actor} noted ({client}).",
    EventKind.ARRIVAL_UNDONE: (
        "{actor} took back what was noted of whether {contact} came to {session} "
        "({client})."
    ),
    EventKind.COMPLETED: "{actor} completed {session} and stated who was there ({client}).",
    EventKind.ENDED_EARLY: (
        "{actor} ended {session} early: it is no longer covered for {contact} "
        "({client})."
    ),
}
_OF_THE_CLIENT: dict[str, str] = {
    EventKind.CHECKED_IN: "{actor} checked {client} in for {session}.",
    EventKind.DID_NOT_COME: "{client} did not come to {session}, {actor} noted.",
    EventKind.ARRIVAL_UNDONE: (
        "{actor} took back what was noted of whether {client} came to {session}."
    ),
}


def template_of(event: ConsentEvent) -> str:
    """Where it is the client who came; empty for any other event."""
    return "" if event.contact_id else _OF_THE_CLIENT.get(event.kind, "")
