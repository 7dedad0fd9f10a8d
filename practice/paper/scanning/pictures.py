"""A picture of unknown make, and the same made anew: nothing of it is left but its dots."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pillow_heif
import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from practice.paper.codes import read
from practice.paper.scanning.limits import LONGEST_SIDE, MOST_PIXELS, QUALITY, Trouble

FORMATS = {"jpeg": ["JPEG", "MPO"], "png": ["PNG"], "heic": ["HEIF"]}
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# What Pillow and libheif raise of a file that is not in order.
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, RuntimeError, TypeError)

pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@dataclass(frozen=True)
class Page:
    """A page as a JPEG of ours, and the codes that are on it."""

    jpeg: bytes
    width: int
    height: int
    codes: list[str]


def insist(content: bytes, kind: str) -> None:
    """By what its head says, before any of it is unfolded."""
    with _opened(content, kind) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise Trouble("too many pixels")
        if min(width, height) < 1:
            raise Trouble("broken")


def decoded(content: bytes, kind: str) -> Image.Image:
    """As whoever took it saw it."""
    insist(content, kind)
    with _opened(content, kind) as image:
        try:
            image.load()
            return ImageOps.exif_transpose(image)
        except UNREADABLE:
            raise Trouble("broken") from None


def anew(image: Image.Image) -> Page:
    """``image`` on white, no larger than it has to be, the right way up where its code says
    which way that is.
    """
    image = _flat(image)
    codes, turned = _codes(image)
    if turned:
        image = image.transpose(turned)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image.info.clear()  # comments, which Pillow would write again
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=QUALITY)
    return Page(kept.getvalue(), *image.size, codes)


def _opened(content: bytes, kind: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=FORMATS[kind])
    except Image.DecompressionBombError:
        raise Trouble("too many pixels") from None
    except UnidentifiedImageError:
        raise Trouble("broken") from None
    except UNREADABLE:
        raise Trouble("broken") from None


def _flat(image: Image.Image) -> Image.Image:
    """In gray or in color, without a profile, and on white where it is seen through."""
    if image.mode in ("1", "L", "I;16", "I"):
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        above = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, above).convert("RGB")
    return image.convert("RGB")


def _codes(image: Image.Image) -> tuple[list[str], Image.Transpose | None]:
    """Every code of ours on it, and how to turn it so that they stand upright.

    As it is, then smaller, which blurs a photo's noise away, then with more contrast.
    """
    gray = image.convert("L")
    half = gray.resize((max(1, gray.width // 2), max(1, gray.height // 2)))
    for attempt in (gray, half, ImageOps.autocontrast(gray, cutoff=2)):
        found: list[Any] = zxingcpp.read_barcodes(attempt, formats=QR)
        codes = {str(code): each for each in found if (code := read(each.text))}
        if codes:
            first = next(iter(codes.values()))
            return list(codes), _turn(first.orientation)
    return [], None


def _turn(degrees: int) -> Image.Transpose | None:
    """For a code that stands so far from upright, clockwise: the nearest quarter."""
    turns = {
        1: Image.Transpose.ROTATE_90,
        2: Image.Transpose.ROTATE_180,
        3: Image.Transpose.ROTATE_270,
    }
    return turns.get(round(degrees / 90) % 4)
