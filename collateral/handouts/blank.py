"""Handouts that name nobody: the same for everyone."""

from __future__ import annotations

from collateral.handouts.sheet import Sheet, draw, section, words

# By what the address calls them.
BLANK = ("questions", "parents")


def blank(handout: str, code: str, points: int = 0) -> bytes:
    """One of ``BLANK`` as a PDF, in the language of this ``code``."""
    say = words(code)[handout]
    sections = [section(said) for said in say["sections"].values()]
    return draw(Sheet(code, say["title"], say["lead"], sections), points)
