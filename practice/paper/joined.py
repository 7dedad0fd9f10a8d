"""Many papers as one PDF for a printer, each from a sheet of its own.

A join is for paper: the pages are as they were, the tags that read them aloud stay behind,
and so does every seal.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import BinaryIO

import pikepdf

from practice.paper.appended import Appended

SIDES = 2


class Joiner:
    """Papers are added in their order; ``finish`` puts the covers before them.

    Each is in the file before the next is opened, so that many papers take hardly more
    memory than few.
    """

    def __init__(self) -> None:
        self._whole = Appended()
        self._pages: list[int] = []
        self._marks: list[tuple[str, int]] = []

    def add(self, title: str, pdf: bytes) -> int:
        """Add a paper, called so in the outline; says how many pages it has."""
        pages, blanks = self._sheets(pdf)
        self._marks.append((title, pages[0]))
        self._pages += pages + blanks
        return len(pages)

    def finish(
        self, covers: Iterable[bytes], title: str, language: str
    ) -> tuple[BinaryIO, int]:
        """The whole, in a file without a name, so that nothing of it is left however this
        ends; and how many pages it has.
        """
        before: list[int] = []
        for cover in covers:
            pages, blanks = self._sheets(cover)
            before += pages + blanks
        outline = self._outline([(title, before[0]), *self._marks])
        whole = before + self._pages
        catalog = b"/Outlines %d 0 R /Lang %b /ViewerPreferences %b" % (
            outline,
            _string(language),
            b"<< /DisplayDocTitle true >>",
        )
        self._whole.end(whole, catalog, b"<< /Title %b >>" % _string(title))
        return self._whole.file, len(whole)

    def _sheets(self, pdf: bytes) -> tuple[list[int], list[int]]:
        """The numbers of its pages, and of the empty one where the last sheet has a side
        left.
        """
        with pikepdf.open(io.BytesIO(pdf)) as paper:
            pages = self._whole.pages(paper)
            left = len(pages) % SIDES
            return pages, [self._whole.empty_page(paper.pages[-1])] * left

    def _outline(self, marks: list[tuple[str, int]]) -> int:
        """The number of one that leads to each page that is marked."""
        root, *items = (self._whole.number() for _ in range(len(marks) + 1))
        for place, (title, page) in enumerate(marks):
            beside = b""
            if place:
                beside += b" /Prev %d 0 R" % items[place - 1]
            if place + 1 < len(items):
                beside += b" /Next %d 0 R" % items[place + 1]
            item = b"<< /Title %b /Parent %d 0 R /Dest [ %d 0 R /Fit ]%b >>"
            said = item % (_string(title), root, page, beside)
            self._whole.write(items[place], said)
        said = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>"
        self._whole.write(root, said % (items[0], items[-1], len(items)))
        return root


def _string(text: str) -> bytes:
    return pikepdf.String(text).unparse()
