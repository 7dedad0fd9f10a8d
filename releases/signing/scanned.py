"""The pages that were scanned of a paper that was signed by hand."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from releases.models import Printout, ScannedPage, SignedByHand
from releases.models.by_hand import SignedByHandQuerySet
from releases.scans.sets import PageSet


def scanned(entered: SignedByHand) -> PageSet | None:
    """What was scanned of the version that ``entered`` names; of several printouts of it,
    of the one with the most of its pages, the newest; None if there is nothing.
    """
    printouts = list(printouts_of(entered))
    pages = ScannedPage.objects.kept().filter(printout__in=printouts)
    ordered = list(pages.defer("picture").order_by("page", "pk"))
    theirs = (
        PageSet(each, tuple(page for page in ordered if page.printout_id == each.pk))
        for each in printouts
    )
    sets = (each for each in theirs if each.pages)
    return max(
        sets,
        key=lambda s: (-len(s.missing), -len(s.doubled), s.printout.pk),
        default=None,
    )


def printouts_of(entered: SignedByHand) -> QuerySet[Printout]:
    """Those of the version that it names."""
    return Printout.objects.with_people().filter(
        draft=entered.draft,
        client=entered.client,
        contact=entered.contact,
        form_kind=entered.form_kind,
        version=entered.version,
    )


def key_of(scans: PageSet | None) -> str:
    """Tells these pages from any others."""
    if scans is None:
        return ""
    ids = ",".join(str(page.pk) for page in scans.pages)
    return hashlib.sha256(f"{scans.printout.pk}:{ids}".encode()).hexdigest()[:16]


def with_pages(papers: SignedByHandQuerySet) -> QuerySet[Any]:
    """``papers``, each with whether any of its pages ``is_scanned``."""
    pages = ScannedPage.objects.kept().filter(
        Q(printout__draft=OuterRef("draft"))
        | Q(
            Q(printout__contact=OuterRef("contact")) | Q(printout__contact=None),
            printout__client=OuterRef("client"),
            printout__form_kind=OuterRef("form_kind"),
        ),
        printout__version=OuterRef("version"),
    )
    return papers.annotate(is_scanned=Exists(pages))
