"""Nothing outside the project's folder is changed before somebody agreed."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practice.database.base import DatabaseUnavailableError
from practice.database.embedded import cluster, server
from practice.paper import pango
from practice.setup import install, permission

Answer = Callable[[str], None]
OURS = ("YES", "CI", "DATA_DIR", "DATABASE_URL", "DATABASE_URL_FILE")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no terminal, and nobody said anything beforehand."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for name in OURS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Says this at the terminal, and sees there what was asked."""

    def answer(said: str) -> None:
        monkeypatch.setattr("sys.stdin", Terminal(said))
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    return answer


@pytest.mark.parametrize(
    ("said", "agreed"),
    [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)],
)
def test_at_a_terminal_only_a_yes_is_one(
    answer: Answer, said: str, agreed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(said)
    assert permission.given("May it?") is agreed
    assert capsys.readouterr().out == "May it? [y/N] "


def test_where_nobody_can_answer_nobody_agreed() -> None:
    assert not permission.given("May it?")


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("YES", "1")])
def test_what_was_agreed_beforehand_is_said_aloud(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
) -> None:
    monkeypatch.setenv(name, value)
    assert permission.given("May it?")
    assert capsys.readouterr().out == "May it? Yes.\n"


@pytest.fixture
def private() -> Iterator[Path]:
    """A folder that only its owner passes."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder).resolve()


@pytest.fixture
def roots(private: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, which root has checked out in a private folder."""
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(install, "ROOT", private / "third-chair")
    return private


def mode(folder: Path) -> int:
    return folder.stat().st_mode & 0o777


def test_a_private_folder_stays_so_where_nobody_agreed(roots: Path) -> None:
    with pytest.raises(SystemExit, match=f"cannot pass {roots}. Say YES=1"):
        install.way_for_postgresql()
    assert mode(roots) == 0o700


def test_a_private_folder_may_be_passed_once_somebody_agreed(
    roots: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("y\n")
    install.way_for_postgresql()
    assert mode(roots) == 0o701
    assert f"cannot pass {roots}. Let everyone pass" in capsys.readouterr().out
    install.way_for_postgresql()
    assert capsys.readouterr().out == ""


def test_the_folders_of_data_elsewhere_are_asked_for_too(
    roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "ROOT", Path("/third-chair"))
    install.way_for_postgresql()
    monkeypatch.setenv("DATA_DIR", str(roots / "data"))
    with pytest.raises(SystemExit, match=f"cannot pass {roots}"):
        install.way_for_postgresql()


def test_who_is_not_root_or_brings_a_database_is_not_asked(
    roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://ada@db.example/third_chair")
    install.way_for_postgresql()
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    install.way_for_postgresql()
    assert mode(roots) == 0o700


def test_the_server_opens_what_is_within_ours_and_nothing_above(
    private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = private / "third-chair"
    ours = root / ".data"
    programs = ours / "pginstall" / "bin"
    programs.mkdir(parents=True)
    (programs / "postgres").touch(0o755)
    root.chmod(0o700)
    ours.chmod(0o700)
    monkeypatch.setattr(cluster, "ROOT", root)
    monkeypatch.setattr(cluster, "binaries", lambda: programs)
    monkeypatch.setattr(cluster.pwd, "getpwnam", lambda _: _Somebody)
    theirs = f"{private} {root}"
    with pytest.raises(
        DatabaseUnavailableError, match=f"pass {theirs}: chmod o.x {theirs},"
    ):
        cluster.let_through("third-chair", ours / "postgres")
    assert (mode(private), mode(root), mode(ours)) == (0o700, 0o700, 0o700)
    private.chmod(0o711)
    root.chmod(0o711)
    cluster.let_through("third-chair", ours / "postgres")
    assert mode(ours) == 0o701


def test_folders_for_the_data_are_made_to_pass_and_those_there_stay_as_they_are(
    private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    before = os.umask(0o077)
    try:
        cluster.make_way(private / "of" / "ours" / "postgres")
    finally:
        os.umask(before)
    assert mode(private) == 0o700
    assert mode(private / "of") == mode(private / "of" / "ours") == 0o701


def test_a_project_that_only_its_owner_passes_is_asked_for(
    roots: Path, answer: Answer
) -> None:
    project = roots / "third-chair"
    project.mkdir(0o700)
    answer("n\n")
    with pytest.raises(SystemExit, match=f"cannot pass {roots} and {project}"):
        install.way_for_postgresql()
    assert mode(project) == 0o700


@pytest.mark.parametrize("name", ["postgres.lock", "postgres.users"])
def test_nobody_else_can_take_the_lock_and_hold_the_server_up(
    name: str, private: Path
) -> None:
    file = private / name
    file.touch(0o644)  # by an older version, or under another umask
    server._private(file).close()
    assert mode(file) == 0o600


class _Somebody:
    pw_uid = -1


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is run on a Debian that lacks whatever is asked for."""
    ran: list[list[str]] = []
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(install, "_silent", lambda *command: "dpkg" not in command)
    monkeypatch.setattr(install, "step", lambda _, command: ran.append(command))
    monkeypatch.setattr(pango, "missing", lambda: [] if ran else ["pango-1.0"])
    monkeypatch.setattr(pango, "loads", lambda _: False)
    return ran


def test_debians_packages_are_installed_where_somebody_agreed(
    ran: list[list[str]], answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("y\n")
    install.system_packages(tests=True)
    (command,) = ran
    packages = [*pango.DEBIAN, "libatomic1", *install.FONTS]
    assert command[command.index("install") + 2 :] == packages
    assert f"Install {', '.join(packages)} with" in capsys.readouterr().out


def test_where_nobody_agreed_the_tests_ask_for_pango(ran: list[list[str]]) -> None:
    with pytest.raises(SystemExit, match=r"Printing needs Pango: pango-1\.0 will not"):
        install.system_packages(tests=True)
    assert ran == []


def test_where_nobody_agreed_the_demo_starts_without_pango(
    ran: list[list[str]],
) -> None:
    install.system_packages(tests=False)
    assert ran == []
