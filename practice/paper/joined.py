"""Many papers as one PDF for a printer, each from a sheet of its own.

A join is for paper: the pages are as they were, the tags that read them aloud stay behind,
and so does every seal.
"""

from __future__ import annotations

import io
import tempfile
from typing import BinaryIO

import pikepdf
from pikepdf import OutlineItem

SIDES = 2
# So many papers are set down in a file before the next are opened.
PART = 25
# What a page has of the tree of tags, which does not come along.
TAGGED = ("/StructParents", "/Tabs")


class Joiner:
    """Papers are added in their order; ``finish`` puts the cover before them.

    A paper that was opened is held whole, with all that its pages do not need, until what
    they were copied into is written: so that is written in parts, and many papers take
    hardly more memory than few.
    """

    def __init__(self) -> None:
        self._part = pikepdf.new()
        self._held = 0
        self._parts: list[BinaryIO] = []
        self._pages = 0
        self._marks: list[tuple[str, int]] = []

    def add(self, title: str, pdf: bytes) -> int:
        """Add a paper, called so in the outline; says how many pages it has."""
        if self._held == PART:
            self._set_down()
        paper = pikepdf.open(io.BytesIO(pdf))
        self._marks.append((title, self._pages + len(self._part.pages)))
        self._part.pages.extend(_plain(paper).pages)
        _fill_up(self._part)
        self._held += 1
        return len(paper.pages)

    def finish(self, cover: bytes, title: str, language: str) -> tuple[BinaryIO, int]:
        """The whole, in a file without a name, so that nothing of it is left however this
        ends; and how many pages it has.
        """
        self._set_down()
        whole = pikepdf.new()
        whole.pages.extend(_plain(pikepdf.open(io.BytesIO(cover))).pages)
        _fill_up(whole)
        first = len(whole.pages)
        for part in self._parts:
            whole.pages.extend(pikepdf.open(part).pages)
        with whole.open_outline() as outline:
            outline.root.append(OutlineItem(title, 0))
            outline.root.extend(
                OutlineItem(each, first + page) for each, page in self._marks
            )
        whole.docinfo["/Title"] = title
        whole.Root.Lang = pikepdf.String(language)
        whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        file = _unnamed()
        whole.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        file.seek(0)
        for part in self._parts:
            part.close()
        return file, len(whole.pages)

    def _set_down(self) -> None:
        file = _unnamed()
        self._part.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        self._parts.append(file)
        self._pages += len(self._part.pages)
        self._part, self._held = pikepdf.new(), 0


def _unnamed() -> BinaryIO:
    return tempfile.TemporaryFile()


def _fill_up(pdf: pikepdf.Pdf) -> None:
    """An empty page, where the last sheet has a side left."""
    if len(pdf.pages) % SIDES:
        *_, width, height = map(float, pdf.pages[-1].mediabox)
        pdf.add_blank_page(page_size=(width, height))


def _plain(paper: pikepdf.Pdf) -> pikepdf.Pdf:
    """``paper`` without tags, and without the field that its seal is in, which would be
    one that says nothing.
    """
    for page in paper.pages:
        for key in TAGGED:
            if key in page.obj:
                del page.obj[key]
        links = [each for each in page.get("/Annots", []) if each.Subtype == "/Link"]
        if "/Annots" in page.obj:
            page.Annots = pikepdf.Array(links)
    if "/AcroForm" in paper.Root:
        del paper.Root.AcroForm
    return paper
