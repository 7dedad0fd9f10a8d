"""What holds of every template, whatever it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.environment import ROOT

TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*.html")
    if path.parent.name != "printing"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_dot_between_two_things_begins_no_line(path: Path) -> None:
    html = re.sub(r"<title>.*", "", path.read_text())
    assert re.findall(r".{0,20}(?<!&nbsp;)·", html) == []
