"""What holds of every template, whatever it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.environment import ROOT

ALL = ROOT / "templates"
# What is printed is set by its own rules.
PAPERS = {
    *(ALL / "releases/printing").rglob("*"),
    ALL / "collateral/printing/cover.html",
}
TEMPLATES = sorted(path for path in ALL.rglob("*.html") if path not in PAPERS)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_dot_between_two_things_begins_no_line(path: Path) -> None:
    html = re.sub(r"<title>.*", "", path.read_text())
    assert re.findall(r".{0,20}(?<!&nbsp;)·", html) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_pdf_opens_in_its_own_tab_and_says_so(path: Path) -> None:
    links = re.findall(r"<a [^>]*>.*?</a>", path.read_text(), re.DOTALL)
    for link in links:
        if re.search(r'url "(release_(paper|original|blank)|draft_paper)"', link):
            assert 'target="_blank" rel="noopener"' in link
            assert link.endswith("(PDF, new tab)</a>")
