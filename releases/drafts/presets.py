"""What a release usually says, by who it is for: a start, to be changed at will.

Data, in ``presets.toml``. What needs initials is in none: it is asked for each time.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".toml")


@cache
def presets() -> dict[str, dict[str, Any]]:
    """Each by its name, with its label and the terms that it fills in."""
    return tomllib.loads(FILE.read_text("utf-8"))


def terms_of(name: str) -> dict[str, Any]:
    """What the preset of this name fills in; nothing if there is none."""
    found = presets().get(name, {})
    return {key: value for key, value in found.items() if key != "label"}
