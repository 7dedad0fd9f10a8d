"""Many papers as one PDF for a printer, each from a sheet of its own.

A join is for paper: the pages are as they were, the tags that read them aloud stay behind,
and so does every seal.
"""

from __future__ import annotations

import io
import tempfile
from typing import IO

import pikepdf
from pikepdf import OutlineItem

SIDES = 2
# What a page has of the tree of tags, which does not come along.
TAGGED = ("/StructParents", "/Tabs")


class Joiner:
    """Papers are added in their order, one in memory at a time, as far as that can be;
    ``finish`` puts the cover before them.
    """

    def __init__(self) -> None:
        self._whole = pikepdf.new()
        self._marks: list[tuple[str, int]] = []

    def add(self, title: str, pdf: bytes) -> int:
        """Add a paper, called so in the outline; says how many pages it has."""
        paper = pikepdf.open(io.BytesIO(pdf))
        self._marks.append((title, len(self._whole.pages)))
        self._whole.pages.extend(_untagged(paper).pages)
        self._fill_up(self._whole)
        return len(paper.pages)

    def finish(self, cover: bytes, title: str, language: str) -> tuple[IO[bytes], int]:
        """The whole, in a file without a name, so that nothing of it is left however this
        ends; and how many pages it has.
        """
        whole, first = self._whole, _untagged(pikepdf.open(io.BytesIO(cover)))
        self._fill_up(first)
        for place, page in enumerate(first.pages):
            whole.pages.insert(place, page)
        with whole.open_outline() as outline:
            outline.root.append(OutlineItem(title, 0))
            outline.root.extend(
                OutlineItem(each, len(first.pages) + page) for each, page in self._marks
            )
        whole.docinfo["/Title"] = title
        whole.Root.Lang = pikepdf.String(language)
        whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked reads and closes it
        whole.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        file.seek(0)
        return file, len(whole.pages)

    def _fill_up(self, pdf: pikepdf.Pdf) -> None:
        """An empty page, where the last sheet has a side left."""
        if len(pdf.pages) % SIDES:
            *_, width, height = map(float, pdf.pages[-1].mediabox)
            pdf.add_blank_page(page_size=(width, height))


def _untagged(paper: pikepdf.Pdf) -> pikepdf.Pdf:
    for page in paper.pages:
        for key in TAGGED:
            if key in page.obj:
                del page.obj[key]
    return paper
