"""How the history tells that something was told or handed out: on what basis, and not
what.
"""

from __future__ import annotations

from clients.models import ConsentEvent, EventKind

SENTENCES: dict[str, str] = {
    EventKind.DISCLOSED: (
        "{actor} recorded what was told to {contact} under a release ({client})."
    ),
    EventKind.DISCLOSURE_CORRECTED: (
        "{actor} corrected what was recorded as told ({client})."
    ),
    EventKind.ACCOUNTING_PRINTED: (
        "{actor} printed an accounting of disclosures ({client})."
    ),
    EventKind.HANDOUT_PRINTED: (
        "{actor} printed a handout for {contact} about a shared session ({client})."
    ),
}
WITHOUT = "{actor} recorded what was told without a release ({client})."
OUTSIDE = (
    "{actor} recorded what was told to {contact}, some of it outside their release "
    "({client})."
)
STRUCK = "{actor} recorded that something was never told ({client})."
PRACTICE = "{actor} printed what {contact} practices at home ({client})."
FOR_THE_CLIENT = "{actor} printed a handout for the client ({client})."


def template_of(event: ConsentEvent) -> str:
    """The sentence that says on what basis; empty for what is told of anything else."""
    detail = event.detail if isinstance(event.detail, dict) else {}
    if event.kind == EventKind.DISCLOSURE_CORRECTED and detail.get("struck") is True:
        return STRUCK
    if event.kind == EventKind.HANDOUT_PRINTED and detail.get("paper") == "practice":
        return PRACTICE
    if event.kind == EventKind.HANDOUT_PRINTED and event.contact_id is None:
        return FOR_THE_CLIENT
    if event.kind != EventKind.DISCLOSED:
        return ""
    if event.release_id is None:
        return WITHOUT
    return OUTSIDE if detail.get("outside") else ""
