"""How the history tells that somebody saw another clinician's client."""

from __future__ import annotations

from clients.models import EventKind

SENTENCES: dict[str, str] = {
    EventKind.EMERGENCY: (
        "{actor} opened {client}, who is not their client, in an emergency."
    ),
}
