"""An upgrade is whole, or what was before runs again as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from practice.setup.server import __main__ as server
from practice.setup.server import services, version
from practice.setup.server.saying import StopError

FAILS = ["Bringing the tables", "Checking", "Starting the pages", "smoke"]


class Machine:
    """What was done to it, in order, but for copies and removals, which are done."""

    def __init__(self, root: Path, fails: str = "") -> None:
        self.done: list[str] = []
        self.fails = fails
        self.data = root / "data"
        self.opt = root / "opt"

    def run(self, title: str, *command: Any, **more: Any) -> str:
        said = title or " ".join(str(each) for each in command[:2])
        if command[0] == "cp":
            return self.real(title, *command, **more)
        self.done.append(said)
        self._stops(said)
        if said.startswith("Bringing"):
            (self.data / "postgres" / "table").write_text("new")
        return ""

    def smoke(self) -> None:
        self.done.append("smoke")
        self._stops("smoke")

    def _stops(self, said: str) -> None:
        # What is tried anew, on the way back, works as it did before.
        if self.fails and said.startswith(self.fails):
            self.fails = ""
            raise StopError(f"{said} failed")

    real: Any


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """One on which ``old`` runs, and ``new`` is laid."""
    made = Machine(tmp_path)
    made.real = server.run
    (made.data / "postgres").mkdir(parents=True)
    (made.data / "postgres" / "table").write_text("old")
    for name in ("old", "new"):
        (made.opt / name).mkdir(parents=True)
    (tmp_path / "settings").write_text("# Settings\nBACKUP_RECIPIENT='age1'\n")
    monkeypatch.setattr(server, "SETTINGS", tmp_path / "settings")
    monkeypatch.setattr(server, "DATA", made.data)
    monkeypatch.setattr(version, "VERSIONS", made.opt)
    monkeypatch.setattr(version, "CURRENT", made.opt / "current")
    monkeypatch.setattr(server, "run", made.run)
    monkeypatch.setattr(services, "run", made.run)
    monkeypatch.setattr(services, "laid", lambda folder: made.done.append(folder.name))
    monkeypatch.setattr(services, "smoke_tested", made.smoke)
    version.turn_to(made.opt / "old")
    return made


def table(machine: Machine) -> str:
    return (machine.data / "postgres" / "table").read_text()


def test_first_a_backup_and_last_a_page(machine: Machine) -> None:
    server._upgraded(machine.opt / "new", machine.opt / "old")
    assert machine.done == [
        "Backing up",
        "Stopping the pages and the worker",
        "systemctl stop",
        "new",
        "Starting PostgreSQL",
        "Bringing the tables up to date",
        "Checking",
        "Starting the pages and the worker",
        "smoke",
    ]
    assert version.CURRENT.resolve() == machine.opt / "new"
    assert table(machine) == "new"
    assert [each.name for each in machine.data.iterdir()] == ["postgres"]


@pytest.mark.parametrize("fails", FAILS)
def test_whatever_fails_what_was_before_runs_again(
    machine: Machine, fails: str
) -> None:
    machine.fails = fails
    with pytest.raises(StopError, match="old runs again, as it was"):
        server._upgraded(machine.opt / "new", machine.opt / "old")
    assert version.CURRENT.resolve() == machine.opt / "old"
    assert table(machine) == "old"
    assert machine.done[-4:] == [
        "old",
        "Starting PostgreSQL",
        "Starting the pages and the worker",
        "smoke",
    ]
    assert [each.name for each in machine.data.iterdir()] == ["postgres"]


def test_without_a_backup_nothing_is_touched(machine: Machine) -> None:
    machine.fails = "Backing up"
    with pytest.raises(StopError, match="Backing up failed"):
        server._upgraded(machine.opt / "new", machine.opt / "old")
    assert machine.done == ["Backing up"]
    assert version.CURRENT.resolve() == machine.opt / "old"
