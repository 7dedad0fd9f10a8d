"""How the history tells of what came of a session, and of what is practiced and seen."""

from __future__ import annotations

from clients.models import EventKind

SENTENCES: dict[str, str] = {
    EventKind.DEBRIEFED: "{actor} wrote down what came of {session} ({client}).",
    EventKind.PRACTICE_GIVEN: (
        "{actor} wrote down home practice agreed with {contact} ({client})."
    ),
    EventKind.PRACTICE_CLOSED: (
        "{actor} wrote down what came of {contact}’s home practice ({client})."
    ),
    EventKind.OBSERVED: (
        "{actor} wrote down an observation that {contact} told of ({client})."
    ),
}
