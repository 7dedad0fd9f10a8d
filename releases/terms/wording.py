"""The fixed words of every release, at sixth-grade level (45 CFR 164.508(c)(2)-(3)).

A wording is published, by language and version. A signed release keeps the words it was
signed with; the next version binds only later ones.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from practice.letterhead.current import letterhead
from releases.models.wording import ReleaseWording
from releases.terms.languages import language

# What ships: the first version of each language, as a migration publishes it.
FOLDER = Path(__file__).parent / "wordings"
# 42 CFR 2.32(a)(2), to the letter.
PART_2 = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
# Where a form is for nobody yet, this one stands for the statement on Part 2.
IF_PART_2 = "part2_if"
PLACE = re.compile(r"\{(\w+)\}")


class Voice(StrEnum):
    """Whom a release speaks to: the client, a parent, or who else signs in their place."""

    CLIENT = "client"
    CHILD = "child"
    OTHER = "other"


@dataclass(frozen=True)
class Wording:
    """One version of the words, in one language, to be filled in for whoever signs."""

    language: str
    version: int
    opens: str
    agrees: str
    states: Sequence[Mapping[str, str]]

    def lead(self, voice: Voice) -> str:
        """What a release is for."""
        return self._fill(self.opens, voice)

    def agreement(self, voice: Voice) -> str:
        """What the signature says yes to."""
        return self._fill(self.agrees, voice)

    def statements(self, voice: Voice, part2: bool | None) -> list[dict[str, str]]:
        """Each with a code that stays, a title and its text.

        ``part2`` is whether the client's records are under 42 CFR Part 2; None, who knows.
        """
        left_out = {True: {IF_PART_2}, None: {"part2"}}.get(part2, {IF_PART_2, "part2"})
        return [
            {
                "code": each["code"].removesuffix("_if"),
                "title": self._fill(each["title"], voice),
                "text": self._fill(each["text"], voice),
            }
            for each in self.states
            if each["code"] not in left_out
        ]

    def _fill(self, text: str, voice: Voice) -> str:
        """What has no word of that name stays as it was written."""
        words = words_for(self.language, voice)
        return PLACE.sub(lambda place: words.get(place[1], place[0]), text)


def words_for(code: str, voice: Voice) -> dict[str, str]:
    """What a wording may have in braces; with a capital, it begins a sentence."""
    calls, head = language(code).table(f"voices.{voice}"), letterhead()
    return {
        **calls,
        **{key.capitalize(): _capital(word) for key, word in calls.items()},
        "practice": head.name,
        "address": head.address,
    }


def current(code: str) -> Wording:
    """The newest that is published in this language."""
    row = ReleaseWording.objects.published(code).first()
    return of_row(row) if row else shipped(code)


def of_row(row: ReleaseWording) -> Wording:
    """A wording as it is stored, published or not."""
    return Wording(row.language, row.version, row.lead, row.agreement, row.statements)


@cache
def shipped(code: str) -> Wording:
    """The first version. Raises FileNotFoundError for a language that has none."""
    said = tomllib.loads((FOLDER / f"{code}-1.toml").read_text("utf-8"))
    return Wording(code, 1, said["lead"], said["agreement"], said["statements"])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
