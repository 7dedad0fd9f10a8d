"""How the history tells that a release is left to lapse."""

from __future__ import annotations

from clients.models import EventKind

SENTENCES: dict[str, str] = {
    EventKind.LET_LAPSE: (
        "{actor} decided that {contact}’s release is left to lapse ({client})."
    ),
    EventKind.LAPSE_TAKEN_BACK: (
        "{actor} took back that {contact}’s release is left to lapse ({client})."
    ),
}
