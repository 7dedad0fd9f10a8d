"""The pages that were scanned of a paper that was signed by hand."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from releases.models import Printout, ScannedPage, SignedByHand
from releases.models.by_hand import SignedByHandQuerySet


@dataclass(frozen=True)
class Scanned:
    """The pages, in their order, of one printout; those ``missing`` and ``doubled``."""

    printout: Printout
    pages: tuple[ScannedPage, ...]
    missing: tuple[int, ...]
    doubled: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.doubled

    @property
    def key(self) -> str:
        """Tells these pages from any others."""
        ids = ",".join(str(page.pk) for page in self.pages)
        return hashlib.sha256(f"{self.printout.pk}:{ids}".encode()).hexdigest()[:16]


def scanned(entered: SignedByHand) -> Scanned | None:
    """What was scanned of the version that ``entered`` names, in two queries; of several
    printouts of it, of the one with the most of its pages; None if there is nothing.
    """
    printouts = entered.draft.printouts.filter(version=entered.version)
    pages = ScannedPage.objects.kept().filter(printout__in=printouts)
    rows = pages.defer("picture").order_by("page", "pk")
    by_printout: dict[int, list[ScannedPage]] = {}
    for row in rows:
        if row.printout_id:
            by_printout.setdefault(row.printout_id, []).append(row)
    found = [
        _set_of(printout, by_printout[printout.pk])
        for printout in printouts.order_by("pk")
        if printout.pk in by_printout
    ]
    return max(
        found, key=lambda each: (-len(each.missing), each.is_whole), default=None
    )


def _set_of(printout: Printout, pages: list[ScannedPage]) -> Scanned:
    there = Counter(page.page for page in pages if page.page)
    wanted = range(1, printout.pages + 1)
    return Scanned(
        printout,
        tuple(pages),
        tuple(number for number in wanted if number not in there),
        tuple(number for number in wanted if there[number] > 1),
    )


def with_pages(papers: SignedByHandQuerySet) -> QuerySet[Any]:
    """``papers``, each with whether any of its pages ``is_scanned``."""
    pages = ScannedPage.objects.kept().filter(
        printout__draft=OuterRef("draft"), printout__version=OuterRef("version")
    )
    return papers.annotate(is_scanned=Exists(pages))
