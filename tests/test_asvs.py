"""The table of ASVS is whole, in order, and names nothing that is gone."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.environment import ROOT

PAGE = (ROOT / "tests" / "asvs.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.*?) \| (.*) \|$", PAGE, re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
WRITTEN = re.compile(r"written: ([\w./]+), “([^”]+)”")
REASON = re.compile(r"(not applicable|accepted|not met): \S.+")
# Of each section, how many requirements are of level 1 or 2: always its first.
HOW_MANY = {
    "1": (2, 9, 11, 3, 2),
    "2": (3, 3, 4, 1),
    "3": (0, 2, 4, 6, 5, 0, 2),
    "4": (3, 1, 2, 4),
    "5": (1, 3, 2, 3),
    "6": (3, 12, 4, 4, 5, 3, 0, 4),
    "7": (3, 4, 2, 5, 2, 2),
    "8": (2, 3, 1, 1),
    "9": (3, 4),
    "10": (2, 2, 4, 11, 5, 2, 3),
    "11": (2, 3, 3, 4, 1, 1),
    "12": (3, 2, 4),
    "13": (1, 5, 2, 5),
    "14": (2, 4, 3),
    "15": (3, 3, 7),
    "16": (1, 5, 4, 3, 3),
    "17": (1, 4, 2),
}


@cache
def names_in(path: Path) -> set[str]:
    if not path.exists():
        return set()
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {each.name for each in tree if isinstance(each, ast.FunctionDef)}


def test_each_number_is_there_once_and_in_order() -> None:
    numbers = [
        f"{chapter}.{section}.{number}"
        for chapter, sections in HOW_MANY.items()
        for section, last in enumerate(sections, start=1)
        for number in range(1, last + 1)
    ]
    assert [number for number, _, _ in ROWS] == numbers
    lines = [line for line in PAGE.splitlines() if re.match(r"\|\s*\d", line)]
    assert len(lines) == len(numbers)


@pytest.mark.parametrize(("number", "asks", "shown"), ROWS, ids=[r[0] for r in ROWS])
def test_each_is_shown_or_says_why_not(number: str, asks: str, shown: str) -> None:
    assert asks.strip()
    assert any(each.fullmatch(shown) for each in (TEST, WRITTEN, REASON)), shown


def test_every_test_that_is_named_is_there() -> None:
    named = TEST.findall(PAGE)
    assert len(named) == PAGE.count("::test_") > 100
    assert not [(p, name) for p, name in named if name not in names_in(ROOT / p)]


def test_every_heading_that_is_named_is_there() -> None:
    for page, heading in WRITTEN.findall(PAGE):
        lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
        assert f"## {heading}" in lines, (page, heading)
