"""What releases say in each language, a folder each: another language is another folder."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from django.utils import dateformat, timezone, translation

from clients.names import folded
from practice.formats import say_zone_at

FOLDER = Path(__file__).parent
ENGLISH = "en"


@dataclass(frozen=True)
class Language:
    """The words of one language: each of its files' tables by name."""

    code: str
    words: Mapping[str, Any]

    @property
    def name(self) -> str:
        """As English calls it."""
        return str(self.words["name"])

    def table(self, name: str) -> Mapping[str, Any]:
        """``[name]`` of a file, or ``[name.part]`` where it has parts."""
        found: Any = self.words
        for part in name.split("."):
            found = found[part]
        table: Mapping[str, Any] = found
        return table

    def list_of(self, words: Iterable[Any], joined_by: str = "and") -> str:
        """A, B and C; or A, B or C"""
        *most, last = map(str, words)
        if not most:
            return last
        return f"{', '.join(most)} {self.table('lists')[joined_by]} {last}"

    def day(self, day: date, form: str = "day") -> str:
        """March 14, 2027; in ``full``, Sun, Mar 14, 2027; in ``short``, Mar 14, 2027"""
        with translation.override(self.code):
            return dateformat.format(day, self.table("dates")[form])

    def instant(self, at: datetime) -> str:
        """Sun, Mar 14, 2027, 3:00 pm EST, by the practice's clock"""
        here = timezone.localtime(at, timezone.get_default_timezone())
        with translation.override(self.code):
            clock = dateformat.format(here, self.table("dates")["clock"]).lower()
        return f"{self.day(here, 'full')}, {clock} {say_zone_at(at)}"


def spoken_by(called: str) -> str:
    """The code of the language that is called so; English for one that has no folder."""
    sought = folded(called)
    for code, each in languages().items():
        if sought in {code, *map(folded, each.words["called"])}:
            return code
    return ENGLISH


@cache
def language(code: str) -> Language:
    """The language of this code. Raises KeyError for one that has no folder."""
    return languages()[code]


@cache
def languages() -> dict[str, Language]:
    """Each that releases can be written in, by its code."""
    files = sorted(FOLDER.glob("*/*.toml"))
    return {
        code: Language(code, dict(chain.from_iterable(map(_tables, its))))
        for code, its in groupby(files, key=lambda file: file.parent.name)
    }


def _tables(file: Path) -> Iterable[tuple[str, Any]]:
    return tomllib.loads(file.read_text("utf-8")).items()
