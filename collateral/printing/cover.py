"""The list before a batch: when, where, for whom, which paper, and on how many pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from collateral.models.print_batch import Needs, PrintBatch
from collateral.printing.needed import SIGNED, Needed
from practice.formats import say_day, say_month_year
from practice.paper import pdf


@dataclass(frozen=True)
class Line:
    """A paper, and on how many pages; or why it is not there."""

    needed: Needed
    pages: int
    trouble: str = ""

    @property
    def sheets(self) -> int:
        """Printed on both sides."""
        return (self.pages + 1) // 2


def title_of(batch: PrintBatch) -> str:
    if batch.needs == Needs.TOMORROW:
        return f"Papers for {say_day(batch.day)}"
    return f"Releases that end in {say_month_year(batch.day)}"


def cover(batch: PrintBatch, lines: Sequence[Line]) -> bytes:
    """As PDF. It holds names, and says that it does."""
    context = {
        "title": title_of(batch),
        "batch": batch,
        "lines": lines,
        "sheets": sum(line.sheets for line in lines),
        "sessions": batch.needs == Needs.TOMORROW,
        "sealed": any(each.needed.kind == SIGNED and each.pages for each in lines),
        "practice": settings.PRACTICE_NAME,
    }
    return pdf.render("collateral/printing/cover.html", context)
