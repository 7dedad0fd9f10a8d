"""What the signing room says in each language, a file each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def said_in(code: str) -> Mapping[str, Any]:
    """Its tables by name. Raises FileNotFoundError for a language without a file."""
    words: Mapping[str, Any] = tomllib.loads(
        (FOLDER / f"{code}.toml").read_text("utf-8")
    )
    return words
