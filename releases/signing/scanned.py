"""The pages that were scanned of a paper that was signed by hand."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from releases.models import ScannedPage, SignedByHand
from releases.models.by_hand import SignedByHandQuerySet
from releases.scans.sets import PageSet, sets_of


def scanned(entered: SignedByHand) -> PageSet | None:
    """What was scanned of the version that ``entered`` names; of several printouts of it,
    of the one with the most of its pages; None if there is nothing.
    """
    came = Exists(ScannedPage.objects.kept().filter(printout=OuterRef("pk")))
    printouts = entered.draft.printouts.filter(came, version=entered.version)
    sets = sets_of(printouts.order_by("pk"))
    return max(sets, key=lambda s: (-len(s.missing), -len(s.doubled)), default=None)


def key_of(scans: PageSet | None) -> str:
    """Tells these pages from any others."""
    if scans is None:
        return ""
    ids = ",".join(str(page.pk) for page in scans.pages)
    return hashlib.sha256(f"{scans.printout.pk}:{ids}".encode()).hexdigest()[:16]


def with_pages(papers: SignedByHandQuerySet) -> QuerySet[Any]:
    """``papers``, each with whether any of its pages ``is_scanned``."""
    pages = ScannedPage.objects.kept().filter(
        printout__draft=OuterRef("draft"), printout__version=OuterRef("version")
    )
    return papers.annotate(is_scanned=Exists(pages))
