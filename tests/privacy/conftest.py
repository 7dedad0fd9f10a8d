from __future__ import annotations

from collections.abc import Iterator

import pytest

from releases.printing import paper
from tests.releases.printing.papers import empty


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw no paper, where a test is not about what it looks like; and keep none."""
    blank = empty()
    monkeypatch.setattr("practice.paper.pdf.render", lambda *_, **__: blank)
    monkeypatch.setattr("practice.paper.seal.seal", lambda pdf, *_: pdf)
    yield
    paper._blank_paper.cache_clear()
