"""What is asked of whoever installs is kept as a shell and systemd both read it."""

from __future__ import annotations

import stat
import subprocess
from pathlib import Path

import pytest

from practice.setup.server import asked
from practice.setup.server.saying import StopError

SAID = {
    "PRACTICE_NAME": 'Linden Street’s "Therapy" & Sons\' $HOME `x` \\ 100%',
    "PRACTICE_ADDRESS": "4 Linden Street, Albany, NY 12207",
    "PRACTICE_PHONE": "(518) 555-0100",
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "SETTINGS", tmp_path / "etc" / "settings")
    monkeypatch.setattr(asked, "SECRETS", tmp_path / "etc" / "secrets")
    for name in (*SAID, *asked.ALSO):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SAID.items():
        monkeypatch.setenv(name, value)


def read_by_a_shell(name: str) -> str:
    """As the command reads it; and systemd, which reads single quotes alike."""
    script = f'set -a; . "{asked.SETTINGS}"; printf %s "${name}"'
    done = subprocess.run(["sh", "-c", script], check=True, capture_output=True)
    return done.stdout.decode()


@pytest.mark.usefixtures("said")
def test_any_name_comes_back_as_it_was_said() -> None:
    asked.settings("practice.example")
    for name, value in SAID.items():
        assert read_by_a_shell(name) == value
    assert read_by_a_shell("PRACTICE_URL") == "https://practice.example"
    assert read_by_a_shell("ALLOWED_HOSTS") == "practice.example,127.0.0.1"


@pytest.mark.usefixtures("said")
def test_without_a_domain_it_is_found_by_the_machines_own_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asked, "own_names", lambda: ["willow", "192.0.2.7"])
    asked.settings("")
    assert read_by_a_shell("ALLOWED_HOSTS") == "willow,192.0.2.7,127.0.0.1"
    assert read_by_a_shell("PRACTICE_URL") == "https://willow"


@pytest.mark.usefixtures("said")
def test_what_was_changed_in_it_since_is_kept() -> None:
    asked.settings("practice.example")
    asked.SETTINGS.write_text("PRACTICE_NAME='Another'\n")
    asked.settings("elsewhere.example")
    assert asked.SETTINGS.read_text() == "PRACTICE_NAME='Another'\n"


def test_who_the_practice_is_has_to_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(StopError, match="Say PRACTICE_NAME="):
        asked.settings("practice.example")
    assert not asked.SETTINGS.exists()


@pytest.mark.usefixtures("said")
def test_a_setting_of_two_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRACTICE_ADDRESS", "4 Linden Street\nAlbany")
    with pytest.raises(StopError, match="one line"):
        asked.settings("practice.example")


def test_the_key_is_made_once_and_others_do_not_read_it() -> None:
    asked.secret()
    key = asked.SECRETS / "secret_key"
    made = key.read_text()
    asked.secret()
    assert key.read_text() == made
    assert len(made) > 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(asked.SECRETS.stat().st_mode) == 0o700
