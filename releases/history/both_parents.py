"""How the history tells of the ledger of both parents: that, and nothing of what."""

from __future__ import annotations

from clients.models import EventKind

SENTENCES: dict[str, str] = {
    EventKind.PARENT_RECORDED: (
        "{actor} wrote an entry about {contact} in the ledger of both parents ({client})."
    ),
}
