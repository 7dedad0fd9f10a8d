"""What the papers beside a release say in each language, a file each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def words(language: str) -> Mapping[str, Mapping[str, str]]:
    """Those of each paper by its name. Raises FileNotFoundError for no such language."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
