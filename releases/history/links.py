"""How the history tells of links to sign by: of a release, or of a form beside it."""

from __future__ import annotations

from clients.models import EventKind

TOLD: dict[str, str] = {
    EventKind.LINK_MADE: (
        "{actor} made a link by which {holder} may sign {paper} ({client})."
    ),
    EventKind.LINK_OPENED: (
        "Someone who knew the date of birth opened the link by which {holder} may sign "
        "{paper} ({client})."
    ),
    EventKind.LINK_LOCKED: (
        "The link by which {holder} was to sign {paper} ({client}) was locked after five "
        "wrong dates of birth."
    ),
    EventKind.LINK_WITHDRAWN: (
        "{actor} withdrew the link by which {holder} was to sign {paper} ({client})."
    ),
}
SENTENCES = {
    kind: said.replace("{paper}", "the release for {contact}")
    for kind, said in TOLD.items()
}
