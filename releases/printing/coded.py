"""A paper to be signed by hand, a prepared release or a form: each page with the code by which it is found
again once it is scanned.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from django.utils import timezone

from clients.law.signers import usual_right_to_sign
from clients.law.who import WhoMaySign
from practice.models import User
from practice.paper import codes
from releases.models import Printout, ReleaseDraft
from releases.models.printout import PrintoutQuerySet
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
    """
    capacity = capacity or usual_right_to_sign(draft.client, timezone.localdate())
    content = words_in(draft, capacity)
    return coded(
        Printout.objects.all(),
        {"draft": draft, "version": contents.sha256_of(content)},
        lambda number: draft_paper(draft, capacity, who, number, points),
        content=content,
        capacity=capacity,
        printed_by=actor,
    )


def coded(
    among: PrintoutQuerySet,
    of: dict[str, Any],
    draw: Callable[[int], bytes],
    **kept: Any,
) -> bytes:
    """What ``draw`` makes of the number of its printout, which is kept. Printed again as it
    is, it has the codes that it had, if that was ``among`` these.
    """
    before = among.filter(**of).last()
    number = before.number if before else codes.new_number()
    pdf = draw(number)
    pages = len(pikepdf.open(io.BytesIO(pdf)).pages)
    if before and before.pages == pages:
        return pdf
    new = codes.new_number() if before else number
    made = among.filter(**of, pages=pages).last()
    if made is None:
        made, _ = among.get_or_create(
            **of, pages=pages, defaults={"number": new, **kept}
        )
    # Printed by two at once, or on more pages than before, as more are to sign it.
    return pdf if made.number == number else draw(made.number)


def words_in(draft: ReleaseDraft, capacity: str) -> contents.Content:
    """What is signed of ``draft`` in that right, as it stands today."""
    return draft.frozen or contents.of_draft(draft, capacity)
