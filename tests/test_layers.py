"""practice ← clients ← releases ← collateral: each imports only leftwards."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ["practice", "clients", "releases", "collateral"]

# Where the parts are joined: these name higher apps too, but by string only.
JOINTS = {
    "practice/settings.py",
    "practice/setup/wired.py",
    "practice/urls.py",
    "practice/setup/logs.py",
    "practice/upkeep/facts.py",
    "practice/upkeep/numbers.py",
}


def modules() -> list[Path]:
    return [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it, and for types too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""


def in_words(path: Path) -> Iterator[str]:
    """The dotted names that a module gives as strings, as import_module takes them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def higher_than(layer: str) -> set[str]:
    return set(LAYERS[LAYERS.index(layer) + 1 :])


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_imports_only_leftwards(layer: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        if path.relative_to(ROOT).parts[0] == layer
        for name in imported(path)
        if name.partition(".")[0] in higher_than(layer)
    ]
    assert wrong == []


@pytest.mark.parametrize("layer", LAYERS)
def test_only_the_joints_and_commands_name_a_higher_layer(layer: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} names {name}"
        for path in modules()
        if path.relative_to(ROOT).parts[0] == layer
        and path.relative_to(ROOT).as_posix() not in JOINTS
        and "commands" not in path.parts
        for name in in_words(path)
        if any(name.startswith(f"{higher}.") for higher in higher_than(layer))
        and " " not in name
    ]
    assert wrong == []


def test_nothing_imports_the_tests() -> None:
    assert [p for p in modules() for n in imported(p) if n.startswith("tests")] == []


def test_the_layers_are_all_there_is() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert folders - {"tests"} == set(LAYERS)
