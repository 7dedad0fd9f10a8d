"""Papers made of whatever a test writes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from practice.paper import pdf

Make = Callable[..., bytes]


@pytest.fixture
def make(tmp_path: Path, settings: Any) -> Make:
    """The PDF of a body."""
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path]}
    settings.TEMPLATES = [engine]

    def made(body: str, pages: int = 9, **context: Any) -> bytes:
        page = f'<!doctype html><html lang="en-US"><title>A paper</title>{body}'
        name = f"{hashlib.sha256(body.encode()).hexdigest()}.html"
        (tmp_path / name).write_text(page)
        return pdf.render(name, context, pages=pages)

    return made
