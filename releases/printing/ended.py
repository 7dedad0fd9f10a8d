"""How a release that no longer counts, in whole or in part, is stamped on its paper."""

from __future__ import annotations

from dataclasses import dataclass

from releases.status import Status
from releases.terms.content import Content
from releases.terms.languages import ENGLISH, language

IN_PART = "Signed, and revoked in part"

# The watermark for each status that ``releases.status`` may give.
WATERMARKS = {
    "expired": "expired",
    "lapsed": "ended",
    "law_ended": "ended",
    "event_occurred": "ended",
    "revoked": "revoked",
    "superseded": "superseded",
    "voided": "void",
}


@dataclass(frozen=True)
class Ended:
    """What is stamped across a release that no longer counts."""

    code: str
    label: str
    meaning: str = ""


def ended_as(status: Status, content: Content) -> Ended:
    """How it ended, in the language in which it was signed."""
    label, spoken = status.label, content.get("language", ENGLISH)
    if spoken != ENGLISH:
        label = language(spoken).table("ended")[status.code]
    return Ended(WATERMARKS[status.code], label)
