"""The list before a batch: when, where, for whom, which paper, and on how many pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from collateral.models.print_batch import Needs, PrintBatch
from collateral.printing.needed import SIGNED, Needed
from practice.formats import say_day, say_month_year
from practice.letterhead.current import letterhead, with_logo
from practice.paper import pdf

TEMPLATE = "collateral/printing/cover.html"
# So many papers are in one list.
A_LIST = 100


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
    """Those of a weekend come with its Monday's."""
    if batch.needs == Needs.NEXT_DAY:
        asked_on = timezone.localdate(batch.made_at if batch.pk else None)
        until = "for" if batch.day == asked_on + timedelta(days=1) else "through"
        return f"Papers {until} {say_day(batch.day)}"
    return f"Releases that end in {say_month_year(batch.day)}"


def cover(batch: PrintBatch, lines: Sequence[Line]) -> Iterator[bytes]:
    """As PDFs, one for each hundred papers: to draw all in one takes memory by the line.
    It holds names, and says that it does.
    """
    parts = range(0, len(lines), A_LIST) or range(1)
    pictures, logo = with_logo([])
    context = {
        "logo": logo,
        "title": title_of(batch),
        "batch": batch,
        "papers": len(lines),
        "parts": len(parts),
        "sheets": sum(line.sheets for line in lines),
        "sessions": batch.needs == Needs.NEXT_DAY,
        "sealed": any(each.needed.kind == SIGNED and each.pages for each in lines),
        "practice": letterhead().name,
    }
    for part, first in enumerate(parts, start=1):
        theirs = {"part": part, "lines": lines[first : first + A_LIST]}
        yield pdf.render(TEMPLATE, context | theirs, pictures=pictures)
