"""How a release that no longer counts, in whole or in part, is stamped on its paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from practice.formats import say_day_short_year
from practice.spans import local_day
from releases.endings import ENDINGS
from releases.parts import Parts, say_parts
from releases.status import LOST, Status
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

REVOKED = ENDINGS["revoked_at"]


@dataclass(frozen=True)
class Ended:
    """What is stamped across a release that no longer counts."""

    code: str
    label: str
    meaning: str = ""


def ended_as(status: Status, content: Content, day: date) -> Ended:
    """How it ended on ``day``, in the language in which it was signed."""
    label, code, how = status.label, content.get("language", ENGLISH), status.code
    if how == LOST and status.ended_at:  # who reads it need not know that it was lost
        how, day = REVOKED.code, local_day(status.ended_at)
        label = REVOKED.label.format(day=say_day_short_year(day))
    if code != ENGLISH:
        spoken = language(code)
        label = f"{spoken.table('ended')[how]} ({spoken.day(day, 'short')})"
    return Ended(WATERMARKS[how], label)


def parted(parts: Parts, spoken: Language) -> list[tuple[str, str]]:
    """The day of each revocation in part, and what may not be shared since."""
    return [
        (spoken.day(local_day(at), "short"), say_parts(parts.ended[at], spoken.code))
        for at in sorted(parts.ended)
    ]
