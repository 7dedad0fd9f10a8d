"""How a release that no longer counts, in whole or in part, is stamped on its paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from practice.spans import local_day
from releases.parts import Parts, say_parts
from releases.status import Status
from releases.terms.content import Content
from releases.terms.languages import ENGLISH, Language, language

# The stamp for each status that ``releases.status`` may give, as languages have it.
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


def ended_as(status: Status, content: Content, day: date) -> Ended:
    """How it ended on ``day``, in the language in which it was signed."""
    label, code = status.label, content.get("language", ENGLISH)
    if code != ENGLISH:
        spoken = language(code)
        label = f"{spoken.table('ended')[status.code]} ({spoken.day(day, 'short')})"
    return Ended(WATERMARKS[status.code], label)


def parted(parts: Parts, spoken: Language) -> list[tuple[str, str]]:
    """The day of each revocation in part, and what may not be shared since."""
    return [
        (spoken.day(local_day(at), "short"), say_parts(parts.ended[at], spoken.code))
        for at in sorted(parts.ended)
    ]
