"""Each version of the code has a folder of its own, and one of them runs."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from practice.setup.server import version


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another source, and no packages; only root changes whose a file is."""
    source = tmp_path / "source"
    for name in version.TAKEN:
        (source / name / "__pycache__").mkdir(parents=True)
        (source / name / "__pycache__" / "made.pyc").touch()
        (source / name / "one.py").write_text("one")
    for name in version.FILES:
        (source / name).write_text(name)
    (source / ".venv").mkdir()
    monkeypatch.setattr(version, "SOURCE", source)
    monkeypatch.setattr(version, "VERSIONS", tmp_path / "opt")
    monkeypatch.setattr(version, "CURRENT", tmp_path / "opt" / "current")
    monkeypatch.setattr(version, "_packages", _no_packages)
    real = version.run
    monkeypatch.setattr(
        version, "run", lambda *a, **k: a[1] == "chown" or real(*a, **k)
    )


def _no_packages(folder: Path) -> None:
    (folder / ".venv").mkdir()
    (folder / ".venv" / "installed").touch()


def test_what_runs_is_there_and_nothing_else() -> None:
    folder = version.laid()
    there = {each.name for each in folder.iterdir()}
    assert there == {*version.TAKEN, *version.FILES, ".venv"}
    assert not list(folder.rglob("*.pyc"))


def test_only_root_changes_it_and_all_may_read_it() -> None:
    before = os.umask(0o077)
    try:
        folder = version.laid()
    finally:
        os.umask(before)
    for each in folder.rglob("*"):
        mode = stat.S_IMODE(each.stat().st_mode)
        assert mode & 0o044 == 0o044, each
        assert not mode & 0o022, each


def test_the_same_source_is_laid_once_and_another_beside_it() -> None:
    first = version.laid()
    assert version.laid() == first
    (version.SOURCE / "practice" / "one.py").write_text("two")
    assert version.laid() != first
    assert first.exists()


def test_what_was_cut_off_while_it_was_laid_is_laid_anew() -> None:
    folder = version.laid()
    (folder / ".venv" / "installed").unlink()
    (folder / "practice" / "one.py").unlink()
    assert version.laid() == folder
    assert (folder / "practice" / "one.py").exists()


def test_what_never_served_is_nothing_to_go_back_to() -> None:
    assert version.running() is None
    folder = version.laid()
    version.turn_to(folder)
    assert version.running() is None
    version.has_served(folder)
    assert version.running() == folder.resolve()


def test_two_are_kept_beside_the_one_that_runs() -> None:
    made = []
    for number in range(5):
        (version.SOURCE / "practice" / "one.py").write_text(str(number))
        made.append(version.laid())
        os.utime(made[-1], (number, number))
    version.turn_to(made[0])
    version.has_served(made[0])
    os.utime(made[0], (0, 0))
    version.forget_old()
    assert [each.exists() for each in made] == [True, False, False, True, True]
