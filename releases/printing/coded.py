"""A prepared release on paper to be signed, each page with the code by which it is found
again once it is scanned.
"""

from __future__ import annotations

import io

import pikepdf
from django.utils import timezone

from clients.law.signers import usual_right_to_sign
from clients.law.who import WhoMaySign
from practice.models import User
from practice.paper import codes
from releases.models import Printout, ReleaseDraft
from releases.printing.paper import draft_paper
from releases.terms import content as contents


def to_sign(
    draft: ReleaseDraft,
    actor: User,
    capacity: str = "",
    who: WhoMaySign | None = None,
    points: int = 0,
) -> bytes:
    """``draft`` as ``paper.draft_paper`` has it, its pages coded and its words kept; in
    large print on more pages, which have codes of their own.

    Printed again as it is, it has the codes that it had.
    """
    capacity = capacity or usual_right_to_sign(draft.client, timezone.localdate())
    content = words_in(draft, capacity)
    version = contents.sha256_of(content)
    before = Printout.objects.filter(draft=draft, version=version).last()
    number = before.number if before else codes.new_number()
    pdf = draft_paper(draft, capacity, who, number, points)
    pages = len(pikepdf.open(io.BytesIO(pdf)).pages)
    if before and before.pages == pages:
        return pdf
    kept, _ = Printout.objects.get_or_create(
        draft=draft,
        version=version,
        pages=pages,
        defaults={
            "number": codes.new_number() if before else number,
            "content": content,
            "capacity": capacity,
            "printed_by": actor,
        },
    )
    # Printed by two at once, or on more pages than before, as more are to sign it.
    if kept.number == number:
        return pdf
    return draft_paper(draft, capacity, who, kept.number, points)


def words_in(draft: ReleaseDraft, capacity: str) -> contents.Content:
    """What is signed of ``draft`` in that right, as it stands today."""
    return draft.frozen or contents.of_draft(draft, capacity)
