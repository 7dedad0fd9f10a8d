"""Papers as they come back: printed, and then scanned or photographed in every way."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pillow_heif
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

DOTS = 150

pillow_heif.register_heif_opener()


def sheets(pdf: bytes, dots: int = DOTS) -> list[Image.Image]:
    """Each printed page as a scanner sees it."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as opened:
        return [page.render(scale=dots / 72).to_pil().convert("RGB") for page in opened]


def inked(sheet: Image.Image) -> Image.Image:
    """Signed with a pen."""
    signed = sheet.copy()
    width, height = signed.size
    stroke = [(0.3, 0.62), (0.34, 0.58), (0.38, 0.63), (0.44, 0.59), (0.5, 0.61)]
    line = [(x * width, y * height) for x, y in stroke]
    ImageDraw.Draw(signed).line(line, fill=(20, 30, 120), width=4, joint="curve")
    return signed


def worn(sheet: Image.Image, turn: float = 0) -> Image.Image:
    """Turned by so many degrees, soft, and with the noise of a bad scanner."""
    turned = sheet.rotate(turn, expand=True, fillcolor="white")
    noise = Image.effect_noise(turned.size, 60).convert("RGB")
    return Image.blend(turned, noise, 0.15).filter(ImageFilter.GaussianBlur(0.6))


def photographed(sheet: Image.Image) -> Image.Image:
    """Lying on a table, askew, in the shade."""
    table = Image.new("RGB", (sheet.width + 500, sheet.height + 400), (96, 84, 70))
    table.paste(sheet, (260, 180))
    width, height = table.size
    askew = (0, 0, 30, height, width, height - 60, width - 50, 40)
    seen = table.transform(
        table.size, Image.Transform.QUAD, askew, Image.Resampling.BICUBIC
    )
    return seen.rotate(4, fillcolor=(96, 84, 70)).point(lambda dot: dot * 0.75)


def as_file(image: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:
    kept = io.BytesIO()
    image.save(kept, kind, **more)
    return kept.getvalue()


def as_png(image: Image.Image) -> bytes:
    return as_file(image, "PNG")


def as_pdf(images: Iterable[Image.Image]) -> bytes:
    """One file of them, as scanners make it."""
    first, *others = images
    return as_file(first, "PDF", save_all=True, append_images=others, resolution=DOTS)
