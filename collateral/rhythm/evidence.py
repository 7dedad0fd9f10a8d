"""What research says of parents who take part, in a sentence for families."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("words")
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Evidence:
    """For help text and handouts; ``caution`` belongs beneath ``evidence``."""

    code: str
    language: str
    evidence: str
    caution: str


@cache
def evidence(code: str) -> Evidence:
    """In the language of ``code``; in English where we have no other."""
    known = code if code in LANGUAGES else "en"
    return Evidence(
        known, **tomllib.loads((FOLDER / f"{known}.toml").read_text("utf-8"))
    )
