"""A PDF that is written while its pages come: what a page needs goes into the file at once,
under a number of its own, and nothing of it is held.

Copying pages between open files, as qpdf does, holds all of the papers that they came from
until the last is written, and twice what their pages need.
"""

from __future__ import annotations

import re
import tempfile
from array import array
from collections.abc import Sequence
from typing import BinaryIO

import pikepdf

CATALOG, TREE = 1, 2
HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# As qpdf writes an object: parentheses inside of a string and of a name are escaped.
REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|(?<![^\s\[<])(\d+) (\d+) R\b", re.DOTALL)
# What a page has of the tree of tags and of the tree of pages, which do not come along.
LEFT_BEHIND = ("/StructParents", "/Tabs", "/Parent")


class Appended:
    """A file without a name, so that nothing of it is left however this ends."""

    def __init__(self) -> None:
        self.file = _unnamed()
        self.file.write(HEAD)
        self._places = array("Q", [0] * (TREE + 1))

    def pages(self, paper: pikepdf.Pdf) -> list[int]:
        """The numbers of the pages of ``paper``, which are written with their links and
        without the field that a seal is in, which would be one that says nothing.
        """
        pages = [page.obj for page in paper.pages]
        copying = _Copying(self, paper, pages)
        return [copying.page(page) for page in pages]

    def empty_page(self, like: pikepdf.Page) -> int:
        """The number of a page as large as that one."""
        size = like.mediabox.unparse(resolved=True)
        page = b"<< /Type /Page /Parent %d 0 R /MediaBox %b /Resources << >> >>"
        return self.add(page % (TREE, size))

    def number(self) -> int:
        """The next, for something to be written later."""
        self._places.append(0)
        return len(self._places) - 1

    def write(self, number: int, written: bytes) -> None:
        self._places[number] = self.file.tell()
        self.file.write(b"%d 0 obj\n%b\nendobj\n" % (number, written))

    def add(self, written: bytes) -> int:
        number = self.number()
        self.write(number, written)
        return number

    def end(self, pages: Sequence[int], catalog: bytes, info: bytes) -> None:
        """The ``pages`` in their order; and what else the catalog has."""
        kids = b" ".join(b"%d 0 R" % page for page in pages)
        tree = b"<< /Type /Pages /Count %d /Kids [ %b ] >>" % (len(pages), kids)
        self.write(TREE, tree)
        self.write(CATALOG, b"<< /Type /Catalog /Pages %d 0 R %b >>" % (TREE, catalog))
        told = self.add(info)
        start, size = self.file.tell(), len(self._places)
        self.file.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        self.file.writelines(b"%010d 00000 n \n" % place for place in self._places[1:])
        trailer = b"<< /Size %d /Root %d 0 R /Info %d 0 R >>" % (size, CATALOG, told)
        self.file.write(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))
        self.file.seek(0)


def _unnamed() -> BinaryIO:
    return tempfile.TemporaryFile()


class _Copying:
    """One paper on its way: each thing in it has one number there and another here."""

    def __init__(
        self, to: Appended, paper: pikepdf.Pdf, pages: Sequence[pikepdf.Object]
    ) -> None:
        self._to, self._paper = to, paper
        # Each page has its number before any is written: a link may lead on.
        self._numbers = {page.objgen: to.number() for page in pages}
        self._waiting: list[tuple[int, int]] = []

    def page(self, page: pikepdf.Object) -> int:
        """Its number here, once it and all that it needs is written."""
        for key in LEFT_BEHIND:
            if key in page:
                del page[key]
        if "/Annots" in page:
            page.Annots = pikepdf.Array(_links(page))
        number = self._numbers[page.objgen]
        said = self._said(page).removeprefix(b"<<")
        self._to.write(number, b"<< /Parent %d 0 R%b" % (TREE, said))
        while self._waiting:
            there = self._waiting.pop()
            self._to.write(self._numbers[there], self._whole(there))
        return number

    def _whole(self, there: tuple[int, int]) -> bytes:
        found = self._paper.get_object(there)
        if not isinstance(found, pikepdf.Stream):
            return self._said(found)
        content = found.read_raw_bytes()
        found.stream_dict.Length = len(content)
        return b"%b\nstream\n%b\nendstream" % (self._said(found.stream_dict), content)

    def _said(self, found: pikepdf.Object) -> bytes:
        return REFERENCE.sub(self._renumbered, found.unparse(resolved=True))

    def _renumbered(self, match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]  # a string, whatever it says
        there = int(match[1]), int(match[2])
        if there not in self._numbers:
            self._numbers[there] = self._to.number()
            self._waiting.append(there)
        return b"%d 0 R" % self._numbers[there]


def _links(page: pikepdf.Object) -> list[pikepdf.Object]:
    links = [each for each in page.Annots if each.Subtype == "/Link"]
    for link in links:
        if "/StructParent" in link:
            del link.StructParent
    return links
