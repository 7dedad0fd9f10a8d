"""How the history tells that a signer's authority ended, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from clients.models import ConsentEvent, EventKind
from practice.formats import say_day_short_year
from practice.spans import local_day
from releases.models import WhyEnded

BECAUSE: dict[str, str] = {
    WhyEnded.EMANCIPATED: "{client} was emancipated",
    WhyEnded.NOT_EMANCIPATED: "{client} was not emancipated after all",
    WhyEnded.MOVED: "{client} moved to a state where they are of age sooner",
    WhyEnded.ORDERED: "a court took their say in mental health decisions",
    WhyEnded.PAPERS: "the papers that they signed by end",
    WhyEnded.ALONE: "{client} consents to this care alone",
    WhyEnded.BORN: "{client}’s date of birth was corrected",
}

# What is told of who may sign, whoever signs.
SENTENCES: dict[str, str] = {
    EventKind.AUTHORITY_ADDED: "{actor} entered that {holder} may decide for {client}.",
    EventKind.AUTHORITY_VERIFIED: (
        "{actor} verified that {holder} may decide for {client}."
    ),
    EventKind.AUTHORITY_CLOSED: (
        "{actor} recorded that {holder} may not decide for {client} any more."
    ),
    EventKind.ORDER_ADDED: (
        "{actor} entered a court order about {contact} ({client})."
    ),
    EventKind.SIGNED_IN_PART: (
        "{holder} signed the release for {contact} ({client}), which awaits others; "
        "{actor} took the signature."
    ),
    EventKind.RECORDS_WITHDRAWN: (
        "{holder} took back the consent to sign on a screen ({client}); {actor} "
        "recorded it."
    ),
    EventKind.SIGNING_REFUSED: (
        "{holder} refused to sign the release for {contact} ({client}); {actor} "
        "recorded it."
    ),
    EventKind.REFUSAL_TAKEN_BACK: (
        "{holder} took back the refusal to sign the release for {contact} ({client}); "
        "{actor} recorded it."
    ),
}


def told(event: ConsentEvent, detail: dict[str, Any]) -> str:
    """A sentence with places for ``signer``, ``client``, ``contact`` and ``actor``."""
    because = BECAUSE.get(str(detail.get("because")), "they may sign no more")
    return (
        f"{{signer}}’s authority to sign for {{client}} {ends_in(event, detail)}: {because}. "
        "{actor} recorded that it ends {contact}’s release."
    )


def ends_in(event: ConsentEvent, detail: dict[str, Any]) -> str:
    """When it ends, if that is another day than the one of the act."""
    try:
        day = local_day(datetime.fromisoformat(detail["ends"]))
    except (KeyError, TypeError, ValueError, OverflowError):
        return "ended"
    past = day <= local_day(event.at)
    return "ended" if past else f"ends on {say_day_short_year(day)}"
