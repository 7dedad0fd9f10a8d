"""Pango draws the text of PDFs; the operating system brings it, pip cannot.

Standard library only: asked before anything is installed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import shutil

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
DEBIAN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def missing() -> list[str]:
    """Those of the libraries that do not load."""
    return [name for name in LIBRARIES if not _found(name)]


def needed() -> str:
    """What printing needs on this machine, and what brings it; empty if it is there."""
    if not (names := missing()):
        return ""
    return (
        f"Printing needs Pango: {', '.join(names)} will not load. Install: {advice()}"
    )


def advice() -> str:
    """What to type on this machine."""
    if shutil.which("apt-get"):
        return f"sudo apt-get install {' '.join(DEBIAN)}"
    if shutil.which("dnf"):
        return "sudo dnf install pango harfbuzz"
    if shutil.which("apk"):
        return "sudo apk add pango harfbuzz-subset"
    if shutil.which("brew"):
        return "brew install pango"
    return "Pango 1.44 or newer, with HarfBuzz, from your system's packages"


def _found(name: str) -> bool:
    names = (f"lib{name}.so.0", f"lib{name}.dylib", ctypes.util.find_library(name))
    return any(map(loads, filter(None, names)))


def loads(file: str) -> bool:
    """Whether this machine has a library of this name."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
