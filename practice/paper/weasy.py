"""The renderer: WeasyPrint with one stylesheet and one set of fonts for the process.

Only ``practice.paper.pdf`` imports this, when the first paper is wanted: it takes a second,
and fails where Pango is missing.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape

import pydyf  # type: ignore[import-untyped]
from django.conf import settings
from fontTools import (  # type: ignore[import-untyped]
    unicodedata as scripts,
)
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from practice.paper import codes
from practice.paper.fonts import CORE, PACKAGED, SCRIPTS, Script
from practice.setup.staticfiles import packaged

# What the renderer logs quotes what it draws.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)

SHEET = Path(settings.BASE_DIR) / "static" / "css" / "paper.css"
BEYOND = "beyond"
FONTS = {address: packaged(*place) for address, place in PACKAGED.items()}
RUNNING = pydyf.Dictionary({"Type": "/Pagination"})


class Shelf(URLFetcher):  # type: ignore[misc]
    """Hands out the files it was made with, each by its own address, and no other; and
    the drawing of a stamp or a code, which is in no file.

    No network, no file by its path, no ``data:``.
    """

    def __init__(self, files: dict[str, Path], pictures: Sequence[bytes] = ()) -> None:
        super().__init__()
        self.files = files
        self.pictures = {f"picture:{n}": each for n, each in enumerate(pictures)}
        self.refused = False

    def fetch(
        self, url: str, headers: dict[str, str] | None = None
    ) -> URLFetcherResponse:
        for scheme, draw in DRAWN.items():
            if url.startswith(scheme):
                drawn = draw(unquote(url.removeprefix(scheme)))
                return URLFetcherResponse(url, drawn, {"Content-Type": "image/svg+xml"})
        if url in self.pictures:
            picture = self.pictures[url]
            return URLFetcherResponse(url, picture, {"Content-Type": "image/jpeg"})
        if url not in self.files:
            # WeasyPrint leaves out what it does not get; whoever asks looks here.
            self.refused = True
            raise PermissionError
        file = self.files[url]
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": "font/ttf"})


class Renderer:
    """Lays out and draws, one paper at a time: Pango's font map is not for threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._fonts = FontConfiguration()
        shelf = Shelf(FONTS)
        self._sheet = CSS(
            string=SHEET.read_text(), font_config=self._fonts, url_fetcher=shelf
        )
        _insist(shelf)

    def print(
        self, drafts: Iterable[str], pages: int, pictures: Sequence[bytes] = ()
    ) -> tuple[bytes, str]:
        """The first of ``drafts`` (each HTML) that fits ``pages``, as PDF; or nothing.
        What is on the page of the id ``beyond``, and after it, may take more.

        And the characters in it that no font has.
        """
        shelf = Shelf({}, pictures)
        with self._lock:
            for html in drafts:
                document = self._lay_out(html, shelf)
                if _pages(document) <= pages:
                    break
            else:
                return b"", ""
            pdf = document.write_pdf(
                finisher=set_footers_apart,
                pdf_variant="pdf/ua-1",
                pdf_identifier=True,
            )
        _insist(shelf)
        missing = {code for font in document.fonts.values() for code in font.missing}
        return pdf, "".join(map(chr, sorted(missing)))

    def _lay_out(self, html: str, shelf: Shelf) -> Document:
        page = HTML(string=html, url_fetcher=shelf)
        for element in page.etree_element.iter():
            if element.get("dir") == "auto":  # which WeasyPrint takes for ltr
                element.set("dir", direction("".join(element.itertext())))
        document = page.render(font_config=self._fonts, stylesheets=[self._sheet])
        if not (document.metadata.title and document.metadata.lang):
            message = "A paper needs a title and a language."
            raise ValueError(message)
        return document


def _pages(document: Document) -> int:
    every = enumerate(document.pages)
    return next((n for n, page in every if BEYOND in page.anchors), len(document.pages))


def stamp(word: str) -> bytes:
    """``word`` across a page, as large as it fits."""
    size = min(190, 1000 // max(1, len(word)))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 612 792" width="612" '
        'height="792"><text x="306" y="396" transform="rotate(-52 306 396)" '
        'text-anchor="middle" dominant-baseline="middle" font-family="Paper Sans" '
        f'font-weight="600" font-size="{size}" fill="#f0dcd8">{escape(word)}</text></svg>'
    ).encode()


# What is drawn of the rest of its address.
DRAWN = {"stamp:": stamp, "code:": codes.qr}


def _insist(shelf: Shelf) -> None:
    if shelf.refused:
        message = "The paper was not made: it asked for another file."
        raise PermissionError(message)


def set_footers_apart(_: Document, pdf: Any) -> None:
    """Mark footers as artifacts, which PDF/UA-1 (7.8) asks and WeasyPrint omits.

    It tags them like other text, but hangs these tags on no branch of the tree.
    """
    objects = {each.reference: each for each in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    read: set[tuple[bytes, int]] = set()
    branches = [root]
    while branches:
        branch = branches.pop()
        for leaf in branch.get("K", ()):
            if isinstance(leaf, int):
                read.add((branch["Pg"], leaf))
            else:
                branches.append(objects[leaf])
    numbers = objects[root["ParentTree"]]["Nums"]
    for page, tags in zip(pdf.page_references, numbers[1::2], strict=False):
        drawn = objects[objects[page]["Contents"]].stream
        for place, part in enumerate(drawn):
            mark = part.get("MCID") if isinstance(part, dict) else None
            if mark is not None and (page, mark) not in read:
                drawn[place - 1 : place + 1] = "/Artifact", RUNNING
                tags[mark] = "null"


def direction(text: str) -> str:
    """``rtl`` if the first letter with a direction of its own is written so."""
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in ("L", "R", "AL"):
            return "ltr" if strong == "L" else "rtl"
    return "ltr"


def scripts_of(characters: str) -> list[Script]:
    """The writing systems of ``characters``, each once; no package where none helps."""
    return sorted({_script_of(one) for one in characters}, key=lambda one: one.name)


def _script_of(character: str) -> Script:
    if unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs", "Zl", "Zp"):
        return Script("control or private characters", "")
    code: Any = scripts.script(character)
    if code == "Hira":
        code = "Kana"
    if code in ("Zyyy", "Zinh"):
        return Script("symbols", "fonts-symbola")
    return SCRIPTS.get(code) or Script(scripts.script_name(code), CORE)
