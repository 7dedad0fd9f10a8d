"""How much of a file is taken, and what a file may be."""

from __future__ import annotations

MOST_PAGES = 200
MOST_PIXELS = 40_000_000
# Of what a PDF unfolds to, all but its pictures: bytes.
MOST_UNFOLDED = 128 * 1024 * 1024
# A page of ours: as many dots as letters and ink ask, at most.
DOTS_PER_INCH, LONGEST_SIDE, QUALITY = 200, 2800, 85
LONGEST_PAGE = 200 * 72  # points: as PDF itself allowed for long

# Of a process: memory and, for each page, seconds.
MEMORY = 3 * 1024**3
SECONDS, SECONDS_A_PAGE = 20, 4

SUFFIXES = {
    "pdf": ("pdf",),
    "jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "png": ("png",),
    "heic": ("heic", "heif"),
}
TYPES = {
    "pdf": ("application/pdf", "application/x-pdf"),
    "jpeg": ("image/jpeg", "image/jpg", "image/pjpeg"),
    "png": ("image/png", "image/x-png"),
    "heic": ("image/heic", "image/heif"),
}
# What a browser says where it knows nothing.
UNKNOWN = ("", "application/octet-stream")


class Trouble(Exception):  # noqa: N818 - it is what it is, not an error
    """Why a file is not taken, as a code of ``TROUBLES``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
