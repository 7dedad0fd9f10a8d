"""How the history tells that somebody called and was listened to: none of what they said."""

from __future__ import annotations

from clients.models import ConsentEvent, EventKind

SENTENCES: dict[str, str] = {
    EventKind.LISTENED: (
        "{contact} called; {actor} listened, and told them nothing ({client})."
    ),
}
_OF_SOMEBODY_ELSE = (
    "Somebody who is none of their contacts called about {client}; {actor} listened, and "
    "told them nothing."
)


def template_of(event: ConsentEvent) -> str:
    """Where it is none of the client's contacts who called; empty for any other event."""
    listened = event.kind == EventKind.LISTENED
    return _OF_SOMEBODY_ELSE if listened and not event.contact_id else ""
