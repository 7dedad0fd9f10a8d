from __future__ import annotations

import pytest


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no paper, where a test is not about what it looks like."""
    monkeypatch.setattr("practice.paper.pdf.render", lambda *_, **__: b"%PDF-")
