"""Whose signatures a prepared release has on paper, and for whom it leaves lines, where
several sign it.
"""

from __future__ import annotations

from clients.law.who import Way, WhoMaySign
from releases.models import ReleaseDraft
from releases.terms import content, read
from releases.terms.versions import Words


def signed_before(draft: ReleaseDraft) -> list[Words]:
    """Those of several who have signed it, in order."""
    if draft.frozen is None:
        return []
    made = draft.signatures.order_by("pk")
    return list(read(content.signed(draft.frozen, made)).signatures)


def waits_for(draft: ReleaseDraft, capacity: str, who: WhoMaySign) -> Way:
    """Of those ``who`` may sign, the ones who have to besides those who did, or together
    with who signs in this right; nobody, where one alone does.
    """
    if draft.frozen is not None:
        return who.missing(draft.signatures.all()) or ()
    ways = (way for way in who.ways if any(s.capacity == capacity for s in way))
    way = next(ways, ())
    return way if len(way) > 1 else ()
