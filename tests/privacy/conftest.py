from __future__ import annotations

from collections.abc import Iterator

import pytest

from releases.printing import paper


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw no paper, where a test is not about what it looks like; and keep none."""
    monkeypatch.setattr("practice.paper.pdf.render", lambda *_, **__: b"%PDF-")
    yield
    paper._blank_paper.cache_clear()
