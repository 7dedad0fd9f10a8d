"""What came of the files that were sent in at once: form by form, and page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from practice.models import User
from releases.models import Printout, ScanBatch, ScannedPage
from releases.scans.sets import PageSet, sets_of


@dataclass(frozen=True)
class Found:
    """The forms whose pages were among them; pages of forms of others' clients, by number
    alone; those in the tray; those discarded.
    """

    sets: list[PageSet]
    others: int
    tray: list[ScannedPage]
    discarded: int


def found_in(batch: ScanBatch, user: User) -> Found:
    """As ``user`` may see it."""
    pages = batch.pages.defer("picture")
    kept = pages.kept()
    seen = kept.visible_to(user)
    printouts = Printout.objects.filter(scans__in=seen).distinct().order_by("pk")
    strange: Any = kept.exclude(printout=None).exclude(printout__in=printouts)
    return Found(
        sets=sets_of(list(printouts.with_people())),
        others=strange.count(),
        tray=list(seen.in_tray()),
        discarded=pages.exclude(discarded_at=None).count(),
    )
