"""The page that maps the helpers names each of them, and nothing that is gone."""

from __future__ import annotations

import re

from tests.environment import ROOT

TESTS = ROOT / "tests"


def test_every_helper_is_on_the_map() -> None:
    files = [each.relative_to(TESTS) for each in TESTS.rglob("*.py")]
    helpers = {
        str(each)
        for each in files
        if not each.name.startswith(("test_", "__")) and each.parts[0] != "benchmarks"
    }
    page = (TESTS / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`([\w/]+\.py)`", page)) == helpers
