"""What the forms say in each language, a file each; and one of them, as it is frozen."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils import timezone

from clients.models import Client, Contact
from practice.letterhead.current import letterhead
from releases.models import FormKind

FOLDER = Path(__file__).parent
# What tells one form from another, whichever language it is read in.
SAME = ("kind", "version", "of_age", "practice", "clinician", "legal_name", "contact")


@cache
def said_in(code: str) -> Mapping[str, Any]:
    """Its tables by name. Raises FileNotFoundError for a language without a file."""
    words: Mapping[str, Any] = tomllib.loads(
        (FOLDER / f"{code}.toml").read_text("utf-8")
    )
    return words


def words_of(
    kind: FormKind, client: Client, contact: Contact | None, code: str
) -> dict[str, Any]:
    """All that is read before this form is signed, for these people."""
    said = said_in(code)
    form = said[kind.value]
    of_age = not client.is_minor_on(timezone.localdate())
    names = {
        "practice": letterhead().name,
        "client": client.chosen_name or client.legal_name,
        "clinician": client.clinician.name,
        "contact": contact.name if contact else "",
    }
    return {
        "kind": kind.value,
        "language": code,
        "version": said["version"],
        "of_age": of_age,
        **names,
        "legal_name": client.legal_name,
        "date_of_birth": client.date_of_birth.isoformat(),
        "title": form["title"],
        "lead": form["lead"].format(**names),
        "sections": [
            {"title": each["title"], "text": _text(each, of_age).format(**names)}
            for each in form["sections"]
        ],
        "agree": form["agree"].format(**names),
        "screen": said["screen"],
    }


def _text(section: Mapping[str, str], of_age: bool) -> str:
    """What it says to whoever is of age, where that is not what minors are promised."""
    text: str = section["text"]
    return section.get("of_age", text) if of_age else text


def same_but_language(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both are the same text about the same people."""
    return all(one.get(name) == other.get(name) for name in SAME)


def frozen(words: Mapping[str, Any]) -> str:
    """As it is kept: the same words always make the same text."""
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def version_of(words: Mapping[str, Any]) -> str:
    """The hash of that text, as the database reckons it."""
    return sha256(frozen(words).encode()).hexdigest()
