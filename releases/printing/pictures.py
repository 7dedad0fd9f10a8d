"""The scanned pages of what was signed on paper, as its own paper shows them again."""

from __future__ import annotations

from releases.models import Document, ScannedPage


def pictures_of(document: Document) -> tuple[bytes, ...]:
    """Each page as it was scanned (JPEG), in the order in which they were signed."""
    signed = ScannedPage.objects.kept().filter(
        printout__by_hand__signature__document=document
    )
    pages = signed.order_by("printout__by_hand__signature__pk", "page")
    return tuple(bytes(each) for each in pages.values_list("picture", flat=True))
