"""Stories of the tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from collateral.demo import story_files


@pytest.fixture
def ada() -> str:
    """A story with something of everything."""
    return Path(__file__).with_name("ada.toml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the stories are, for one test."""
    monkeypatch.setattr(story_files, "STORIES", tmp_path)
    return tmp_path
