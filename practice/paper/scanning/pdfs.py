"""A PDF of unknown make: whether it holds pages and nothing else, and these drawn."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from practice.paper.scanning.limits import (
    DOTS_PER_INCH,
    LONGEST_PAGE,
    LONGEST_SIDE,
    MOST_PAGES,
    MOST_PIXELS,
    MOST_UNFOLDED,
    Trouble,
)

RUNS = ("/JS", "/JavaScript", "/XFA", "/AA")
ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE")
PLAYS = ("/Movie", "/Rendition", "/Sound", "/RichMedia", "/Screen", "/3D")
HOLDS = ("/EmbeddedFiles", "/EF", "/RF")
PACKED = ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL")


def pages_in(content: bytes) -> int:
    """How many. Raises ``Trouble`` for whatever is more than pages."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise Trouble("encrypted")
            for each in pdf.objects:
                _insist_is_harmless(each)
            _insist_unfolds_to_little(pdf)
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise Trouble("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RecursionError):
        raise Trouble("broken") from None
    if not pages:
        raise Trouble("no pages")
    if pages > MOST_PAGES:
        raise Trouble("too many pages")
    return pages


def drawn(content: bytes) -> Iterator[Image.Image]:
    """Each page as a picture, one at a time."""
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise Trouble("broken") from None
    with pdf:
        for number in range(len(pdf)):
            try:
                page = pdf[number]
                yield page.render(scale=_scale(*page.get_size())).to_pil()
            except pypdfium2.PdfiumError:
                raise Trouble("broken") from None


def _scale(width: float, height: float) -> float:
    longest, shortest = max(width, height), min(width, height)
    if not 1 <= shortest <= longest <= LONGEST_PAGE:
        raise Trouble("broken")
    return float(min(DOTS_PER_INCH / 72, LONGEST_SIDE / longest))


def _insist_is_harmless(each: Any) -> None:
    """Of one object, and what stands within it without a number of its own."""
    inner: list[Any] = [each]
    while inner:
        part = inner.pop()
        if isinstance(part, pikepdf.Array):
            inner += [one for one in part if not _stands_alone(one)]
        if not isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            continue
        keys = part.keys()
        said = {
            str(part.get(key)) for key in ("/S", "/Subtype", "/Type") if key in keys
        }
        if any(key in keys for key in RUNS) or said & {*ACTIONS, *PLAYS}:
            raise Trouble("scripts")
        kinds = {"/EmbeddedFile", "/FileAttachment", "/Filespec"}
        if any(key in keys for key in HOLDS) or said & kinds:
            raise Trouble("embedded")
        if "/Image" in said and _dots(part) > MOST_PIXELS:
            raise Trouble("too many pixels")
        inner += [one for one in map(part.get, keys) if not _stands_alone(one)]


def _dots(image: Any) -> int:
    return int(image.get("/Width", 0)) * int(image.get("/Height", 0))


def _stands_alone(one: Any) -> bool:
    return not isinstance(one, pikepdf.Object) or one.is_indirect


def _insist_unfolds_to_little(pdf: pikepdf.Pdf) -> None:
    """What is packed twice, or unfolds to far more than a page takes, is a bomb."""
    left = MOST_UNFOLDED
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        filters = each.get("/Filter", pikepdf.Array())
        names = [
            str(f)
            for f in ([filters] if isinstance(filters, pikepdf.Name) else filters)
        ]
        packed = [name for name in names if name in PACKED]
        if len(packed) > 1:
            raise Trouble("bomb")
        if not packed or each.get("/Subtype") == pikepdf.Name.Image:
            continue
        raw = each.read_raw_bytes()
        left -= _unfolded(raw, left) if packed[0] in PACKED[:2] else len(raw) * 64
        if left < 0:
            raise Trouble("bomb")


def _unfolded(raw: bytes, most: int) -> int:
    """How many bytes, or one more than ``most``."""
    packer = zlib.decompressobj()
    length, piece = 0, raw
    try:
        while piece and length <= most:
            length += len(packer.decompress(piece, 1024 * 1024))
            piece = packer.unconsumed_tail
    except zlib.error:
        return length  # which the reader of pages will find out
    return length
