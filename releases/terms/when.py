"""When something was signed, as its content says it."""

from __future__ import annotations

from releases.models.signature import Signature
from releases.terms.languages import Language


def when_signed(spoken: Language, made: Signature) -> dict[str, str]:
    """When it was signed, in words: what was on paper, on what day, and checked when."""
    checked = spoken.instant(made.signed_at)
    if made.signed_on is None:
        return {"signed_at_label": checked}
    said, day = spoken.table("paper")["signed_on"], spoken.day(made.signed_on, "full")
    return {
        "signed_on": made.signed_on.isoformat(),
        "signed_at_label": said.format(day=day, checked=checked),
    }
