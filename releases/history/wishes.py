"""How the history tells of wishes to bring someone in, and of what a client stops."""

from __future__ import annotations

from clients.models import ConsentEvent, EventKind
from releases.history.details import detail_of

# Of one after whom somebody was told.
STOPPED_AND_MAILED = (
    "{actor} recorded that {client} wants no session with {contact} for now, and had "
    "{contact} mailed that one does not take place."
)

SENTENCES: dict[str, str] = {
    EventKind.WISH_ADDED: (
        "{actor} wrote down a wish to bring {contact} in ({client})."
    ),
    EventKind.WISH_CLOSED: (
        "{actor} closed a wish to bring {contact} in: it became no session ({client})."
    ),
    EventKind.READINESS_REVIEWED: (
        "{actor} reviewed whether {contact} may join ({client})."
    ),
    EventKind.PLAN_SAVED: "{actor} wrote out the plan of {session} ({client}).",
    EventKind.PLAN_APPROVED: (
        "{actor} recorded that {client} approved the plan of {session}."
    ),
    EventKind.STOPPED: (
        "{actor} recorded that {client} wants no session with {contact} for now."
    ),
    EventKind.STOP_LIFTED: (
        "{actor} recorded that {client} may want a session with {contact} again."
    ),
}


def template_of(event: ConsentEvent) -> str:
    """The sentence of a stop of which somebody was mailed; empty for any other event."""
    mailed = event.kind == EventKind.STOPPED and detail_of(event).get("mailed")
    return STOPPED_AND_MAILED if mailed else ""
