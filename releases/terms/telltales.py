"""What free text gives away: a word for something that has a box of its own to tick.

The words are data, in ``telltales.toml``, in each language that is typed here.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_suffix(".toml")


def told_by(text: str) -> dict[str, str]:
    """The topics that ``text`` names, each with the first word that names it, as typed."""
    plain, places = _plain(text)
    found = {}
    for topic, pattern in _patterns().items():
        if match := pattern.search(plain):
            found[topic] = text[places[match.start()] : places[match.end() - 1] + 1]
    return found


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    topics = tomllib.loads(WORDS.read_text("utf-8"))
    return {
        topic: _pattern(word for words in languages.values() for word in words)
        for topic, languages in topics.items()
    }


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    # The longest first: what is quoted is all of it.
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_word, longest))})(?!\w)")


def _word(word: str) -> str:
    """Its parts, however they are set apart: gender affirming, gender-affirming."""
    parts = re.split(r"[ -]+", _plain(word)[0])
    return r"[\s\-‐]+".join(re.escape(part).replace(r"\*", r"\w*") for part in parts)


def _plain(text: str) -> tuple[str, list[int]]:
    """Small letters without accents, and where in ``text`` each came from."""
    plain, places = [], []
    for place, letter in enumerate(text.replace("’", "'")):
        for each in unicodedata.normalize("NFKD", letter.casefold()):
            if not unicodedata.combining(each):
                plain.append(each)
                places.append(place)
    return "".join(plain), places
