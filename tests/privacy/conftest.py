from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from releases.printing import paper


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw no paper, where a test is not about what it looks like; and keep none."""
    blank, kept = pikepdf.new(), io.BytesIO()
    blank.add_blank_page()
    blank.save(kept)
    monkeypatch.setattr("practice.paper.pdf.render", lambda *_, **__: kept.getvalue())
    monkeypatch.setattr("practice.paper.seal.seal", lambda pdf, *_: pdf)
    yield
    paper._blank_paper.cache_clear()
