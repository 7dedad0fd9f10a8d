"""How the history tells of papers that were signed by hand."""

from __future__ import annotations

from datetime import date

from clients.models import ConsentEvent, EventKind
from practice.formats import say_day_short_year

SENTENCES: dict[str, str] = {
    EventKind.PAPER_ENTERED: (
        "{actor} entered the release for {contact} ({client}) that {holder} signed on "
        "paper {signed_on}, to be checked."
    ),
    EventKind.PAPER_RETURNED: (
        "{actor} checked the paper for {contact} ({client}) that {holder} signed "
        "{signed_on}, and sent it back."
    ),
    EventKind.PAPER_CHECKED: (
        "{actor} checked the paper for {contact} ({client}) that {holder} signed "
        "{signed_on} and {asker} entered: it fits."
    ),
}
# One person is the practice, and its policies let them.
ALONE = (
    "{actor} checked the paper {of} ({client}) that {holder} signed {signed_on}: "
    "it fits. It was checked by the same person who entered it, as this practice of one "
    "is set up."
)


def template_of(event: ConsentEvent) -> str:
    """Its own sentence, where the same person entered and checked; else nothing."""
    detail = event.detail if isinstance(event.detail, dict) else {}
    alone = event.kind == EventKind.PAPER_CHECKED and detail.get("alone") is True
    of = "of a form" if detail.get("form") else "for {contact}"
    return ALONE.replace("{of}", of) if alone else ""


def signed_on(event: ConsentEvent) -> str:
    """The day that stands on the paper."""
    detail = event.detail if isinstance(event.detail, dict) else {}
    try:
        return say_day_short_year(date.fromisoformat(detail["signed_on"]))
    except (KeyError, TypeError, ValueError):
        return ""
