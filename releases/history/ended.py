"""How the history tells that a release ended, or is to: in whole, or a part of it."""

from __future__ import annotations

from clients.models import ConsentEvent, EventKind
from releases.history import revoked

SENTENCES: dict[str, str] = {
    EventKind.REVOKED: "{actor} revoked {contact}’s release ({client}).",
    EventKind.REVOKED_IN_PART: (
        "{actor} revoked a part of {contact}’s release ({client})."
    ),
    EventKind.REVOCATION_WRITTEN: (
        "{actor} received the revocation of {contact}’s release in writing ({client})."
    ),
    EventKind.EVENT_OCCURRED: (
        "{actor} noted that the event that ends {contact}’s release has come ({client})."
    ),
    EventKind.AUTHORITY_ENDED: (
        "The authority to sign {contact}’s release ended ({client}); {actor} recorded it."
    ),
    EventKind.LAW_ENDED: (
        "{contact}’s release ends by the law that applies to {client}; {actor} recorded it."
    ),
    EventKind.VOIDING_ASKED: (
        "{actor} asked that {contact}’s release be void ({client})."
    ),
    EventKind.VOIDING_DECLINED: (
        "{actor} left {contact}’s release as it is: it is not void ({client})."
    ),
    EventKind.VOIDED: (
        "{contact}’s release is void; by whose word was not recorded ({client})."
    ),
}

# Since voiding takes two.
VOIDED = "{actor} voided {contact}’s release, as {asker} had asked ({client})."


def template_of(event: ConsentEvent) -> str:
    """The sentence that says by whom it ended; empty where that is not known."""
    if event.kind == EventKind.VOIDED:
        return VOIDED if event.name_of("asker") else ""
    if event.kind == EventKind.REVOKED_IN_PART and event.name_of("revoker"):
        return revoked.part_template_of(event)
    return revoked.template_of(event) if event.kind == EventKind.REVOKED else ""
