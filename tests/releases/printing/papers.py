"""What a PDF shows, read back from its own drawing instructions."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Matrix

# The letters of a glyph, as a font's ToUnicode table writes them.
LETTERS = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]+)>")
STAMP = 40


@dataclass(frozen=True)
class Piece:
    """Letters drawn at once: ``read`` aloud, or an ``artifact`` such as a footer."""

    page: int
    text: str
    points: float
    read: bool
    artifact: bool


def empty() -> bytes:
    """A paper with nothing on it."""
    blank, kept = pikepdf.new(), io.BytesIO()
    blank.add_blank_page()
    blank.save(kept)
    return kept.getvalue()


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def pieces(pdf: bytes) -> list[Piece]:
    """All that is drawn, background included, in the order of drawing."""
    return [
        piece
        for number, page in enumerate(opened(pdf).pages, start=1)
        for piece in _Reader(number, page.Resources).read(page)
    ]


def text_of(pdf: bytes) -> str:
    """What a screen reader reads, with its spaces evened out."""
    return _even(piece.text for piece in pieces(pdf) if piece.read)


def footer_of(pdf: bytes, page: int) -> str:
    """What stands below the text of ``page``."""
    return _even(each.text for each in _beside(pdf, page) if each.points <= STAMP)


def stamp_of(pdf: bytes, page: int) -> str:
    """What stands in large letters behind the text of ``page``."""
    return "".join(each.text for each in _beside(pdf, page) if each.points > STAMP)


def _beside(pdf: bytes, page: int) -> list[Piece]:
    return [each for each in pieces(pdf) if each.page == page and each.artifact]


def _even(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())


class _Reader:
    """Follows the drawing instructions of a page, a form or a pattern."""

    def __init__(
        self, page: int, resources: pikepdf.Dictionary, marks: Iterable[str] = ()
    ) -> None:
        self.page, self.resources, self.marks = page, resources, list(marks)
        fonts = resources.get("/Font", {}).items()
        self.fonts = {name: _letters(font) for name, font in fonts}
        self.font: dict[str, str] = {}
        self.size = 0.0
        self.at, self.kept, self.line = Matrix(), list[Matrix](), Matrix()

    def read(self, content: pikepdf.Object) -> Iterator[Piece]:
        for operands, operator in pikepdf.parse_content_stream(content):
            match str(operator):
                case "TJ":
                    yield self.piece(operands[0])
                case "Tj":
                    yield self.piece(operands)
                case "Do":
                    yield from self.inner("/XObject", operands[0])
                case "scn":
                    yield from self.inner("/Pattern", operands[-1])
                case "BT":
                    self.line = Matrix()
                case "Tm":
                    self.line = Matrix(*map(float, operands))
                case "Tf":
                    self.font = self.fonts[str(operands[0])]
                    self.size = float(operands[1])
                case other:
                    self.state(other, operands)

    def state(self, operator: str, operands: list[pikepdf.Object]) -> None:
        match operator:
            case "q":
                self.kept.append(self.at)
            case "Q":
                self.at = self.kept.pop()
            case "cm":
                self.at = Matrix(*map(float, operands)) @ self.at
            case "BDC" | "BMC":
                read = len(operands) > 1 and "/MCID" in operands[1]
                self.marks.append("read" if read else str(operands[0]))
            case "EMC":
                self.marks.pop()

    def piece(self, shown: Iterable[pikepdf.Object]) -> Piece:
        strings = (part for part in shown if isinstance(part, pikepdf.String))
        glyphs = b"".join(map(bytes, strings))
        matrix = self.line @ self.at
        return Piece(
            self.page,
            _text(glyphs, self.font),
            self.size * abs(matrix.d or matrix.b),
            read="read" in self.marks,
            artifact="/Artifact" in self.marks,
        )

    def inner(self, kind: str, name: pikepdf.Object) -> Iterator[Piece]:
        found = self.resources.get(kind, {}).get(str(name))
        if found is not None and "/Resources" in found:
            yield from _Reader(self.page, found.Resources, self.marks).read(found)


def _text(glyphs: bytes, known: dict[str, str]) -> str:
    codes = (glyphs[i : i + 2].hex() for i in range(0, len(glyphs), 2))
    return "".join(known.get(code, "\ufffd") for code in codes)


def _letters(font: pikepdf.Dictionary) -> dict[str, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    return {
        glyph: bytes.fromhex(letters).decode("utf-16-be")
        for glyph, letters in LETTERS.findall(table)
    }
