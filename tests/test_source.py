"""What our own source does nowhere, read from it: no test of a page could show that."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.environment import ROOT

LAYERS = ("practice", "clients", "releases", "collateral")
PYTHON = {
    each: ast.parse(each.read_text(encoding="utf-8"))
    for layer in LAYERS
    for each in sorted((ROOT / layer).rglob("*.py"))
}
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))


def called() -> Iterator[tuple[str, ast.Call]]:
    for path, tree in PYTHON.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(ROOT)}: {ast.unparse(node.func)}", node


def imported() -> Iterator[str]:
    for path, tree in PYTHON.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (f"{path.name}: {each.name}" for each in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{path.name}: {node.module}.{a.name}" for a in node.names)


def test_nothing_that_is_text_is_run() -> None:
    runs = re.compile(r": (eval|exec|compile|__import__|Template|os\.(system|popen))$")
    assert not [where for where, _ in called() if runs.search(where)]


def test_no_command_goes_through_a_shell() -> None:
    through = [
        where
        for where, call in called()
        if any(each.arg == "shell" for each in call.keywords)
    ]
    assert not through


def test_nothing_is_read_that_makes_objects_or_asks_elsewhere() -> None:
    """XML with its entities, and whatever names the classes that it wants made."""
    reads = re.compile(
        r": (pickle|marshal|shelve|dill|yaml|lxml|xml(?!\.sax\.saxutils))"
    )
    assert not [each for each in imported() if reads.search(each)]


def test_chance_is_the_systems_own() -> None:
    assert not [
        each for each in imported() if re.search(r": (random|uuid\.uuid1)", each)
    ]


def test_no_hash_is_one_that_is_broken() -> None:
    broken = re.compile(r"\b(md5|sha1|MD5|SHA1)$")
    assert not [where for where, _ in called() if broken.search(where)]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_writes_text_and_keeps_nothing_of_it(script: object) -> None:
    """Neither markup nor code is made of text, and no name stays in the browser's stores."""
    assert SCRIPTS
    source = script.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    made = r"\.(inner|outer)HTML\s*[+=]|insertAdjacentHTML|document\.write|\beval\(|new Function"
    kept = r"localStorage|sessionStorage|indexedDB|document\.cookie"
    assert not re.findall(rf"{made}|{kept}", source)
