"""A handout: its rows and its parts in one language, drawn as a PDF."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from practice.letterhead.current import letterhead, with_logo
from practice.paper import pdf
from releases.printing import form
from releases.printing.drawn import LANGUAGE_TAGS
from releases.printing.letters.letter import Row, own
from releases.terms.languages import language

FOLDER = Path(__file__).parent / "words"
TEMPLATE = "collateral/handouts/handout.html"
# A box, and a space as wide as a figure, that no line breaks at.
TICK = "☐\u2007"


@dataclass(frozen=True)
class Section:
    """What stands below one heading: ``items`` with ``boxes`` to tick, or points; so many
    ``lines`` to write on.
    """

    title: str
    says: Sequence[str] = ()
    items: Sequence[str] = ()
    boxes: bool = False
    lines: int = 0

    @property
    def rules(self) -> range:
        return range(self.lines)


@dataclass(frozen=True)
class Sheet:
    """One handout, in the language of this ``code``."""

    code: str
    title: str
    lead: str
    sections: Sequence[Section]
    rows: Sequence[Row] = ()


@cache
def words(code: str) -> Mapping[str, Any]:
    """What each handout says in this language, by its name."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))


def section(said: Mapping[str, Any], **named: object) -> Section:
    """One part as the words have it, with what is ``named`` in them."""
    return Section(
        said["title"],
        [
            format_html(text, **named) if named else text
            for text in said.get("says", ())
        ],
        said.get("items", ()),
        said.get("boxes", False),
        said.get("lines", 0),
    )


def listed(texts: Iterable[str]) -> SafeString:
    """One below the other, each whichever way it runs."""
    return format_html_join(SafeString("<br>"), "{}", ((own(text),) for text in texts))


def written(text: str) -> SafeString:
    """What someone typed, by its lines."""
    return listed(filter(None, map(str.strip, text.splitlines())))


def phone() -> SafeString:
    """The practice's, never broken over two lines."""
    return format_html('<span class="phone">{}</span>', letterhead().phone)


def draw(sheet: Sheet, points: int = 0) -> bytes:
    """On one side of a sheet, or in large print as it comes. Raises ``Unprintable``."""
    size = max(form.POINTS, points)
    pictures, logo = with_logo([])
    context = {
        "logo": logo,
        "lang": LANGUAGE_TAGS.get(sheet.code, sheet.code),
        "sheet": sheet,
        "tick": TICK,
        "say": language(sheet.code).table("paper"),
        "points": size,
        "foot": min(size, form.FOOT),
        "practice": letterhead().said,
    }
    if size < form.LARGE:
        with suppress(pdf.TooLong):
            return pdf.render(TEMPLATE, context, pages=1, pictures=pictures)
    return pdf.render(TEMPLATE, context, pages=form.MOST, pictures=pictures)
