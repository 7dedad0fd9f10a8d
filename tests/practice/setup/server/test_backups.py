"""Backups of the machine are closed for the practice, and for the machine's own drill."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from practice.setup.server import backups


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = iter(["ONE", "TWO"])

    def said(*_: object) -> str:
        key = next(keys)
        return f"# Keep it.\nAGE-SECRET-KEY-{key}\n\nSet: BACKUP_RECIPIENT=age1{key}\nmore\n"

    monkeypatch.setattr(backups, "run", said)
    monkeypatch.setattr(backups, "SECRETS", tmp_path)
    monkeypatch.setattr(backups, "SETTINGS", tmp_path / "settings")
    (tmp_path / "settings").write_text("# Settings\nPORT='8000'\n")


def test_the_practices_secret_is_said_and_stays_nowhere(tmp_path: Path) -> None:
    assert "AGE-SECRET-KEY-ONE" in backups.made()
    for file in tmp_path.iterdir():
        assert "AGE-SECRET-KEY-ONE" not in file.read_text()
    assert "\nBACKUP_RECIPIENT='age1ONE,age1TWO'\n" in backups.SETTINGS.read_text()


def test_the_machines_own_is_kept_for_the_drill(tmp_path: Path) -> None:
    backups.made()
    key = tmp_path / "drill_key"
    assert key.read_text() == "AGE-SECRET-KEY-TWO\n"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_once_there_are_keys_there_is_nothing_to_say() -> None:
    backups.made()
    before = backups.SETTINGS.read_text()
    assert backups.made() == ""
    assert backups.SETTINGS.read_text() == before
