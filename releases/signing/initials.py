"""Whether initials are the signer's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

MARKS = re.compile(r"[\u0300-\u036f]")
NO_LETTERS = re.compile(r"[\W\d_]+")


def are_of(initials: str, signer: str) -> bool:
    """Whether ``initials`` are letters that begin the words of the signer's name, in their
    order; accents and case aside. Of a name in letters that have no case, any.

    As ``signature_has_the_signers_initials`` asks it.
    """
    letters, name = NO_LETTERS.sub("", _plain(initials)), _plain(signer)
    if name == name.upper():
        begin = NO_LETTERS.sub("", name)
    else:
        begin = "".join(word[:1] for word in NO_LETTERS.split(name))
    rest = iter(begin)
    return bool(letters) and all(letter in rest for letter in letters)


def usual(signer: str) -> str:
    """What most would write: the first letter of each word."""
    return "".join(word[0] for word in signer.split()).upper()


def problems(
    topics: Iterable[str], cleaned: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Whose initials beside ``topics`` are not the signer's own, each with its field."""
    signer = cleaned.get("signer", "")
    for field in (f"initials_{code}" for code in topics):
        written = cleaned.get(field, "")
        if signer and written and not are_of(written, signer):
            yield (
                field,
                f"{signer} writes their own initials here, such as {usual(signer)}.",
            )


def _plain(text: str) -> str:
    return MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()
