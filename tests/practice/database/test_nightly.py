"""A practice's night: each step is taken, whatever became of the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from practice.management.commands import nightly

pytestmark = pytest.mark.django_db


class Night:
    """The commands that were called; those named in ``fail`` end badly."""

    def __init__(self) -> None:
        self.called: list[str] = []
        self.fail: set[str] = set()

    def call(self, name: str, *args: Any, **options: Any) -> None:
        self.called.append(name)
        if name in self.fail:
            raise CommandError(f"{name} failed.")
        if name == "backup":
            with Path(args[0]).open("x") as file:  # which writes over nothing
                file.write(f"closed {len(self.called)}")


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Night:
    made = Night()
    monkeypatch.setattr(nightly, "call_command", made.call)
    settings.BACKUP_DIR = str(tmp_path / "backups")
    settings.BACKUP_OFFSITE = ""
    settings.RESTIC_REPOSITORY = ""
    return made


def names(folder: str | Path) -> list[str]:
    return sorted(each.name for each in Path(folder).iterdir())


def test_it_is_backed_up_and_verified(night: Night, settings: Any) -> None:
    call_command("nightly")
    assert night.called == ["backup", "verify"]
    assert names(settings.BACKUP_DIR) == [f"{timezone.localdate()}.backup"]
    assert Path(settings.BACKUP_DIR).stat().st_mode & 0o777 == 0o700


def test_a_second_one_of_the_day_takes_the_place_of_the_first(
    night: Night, settings: Any
) -> None:
    call_command("nightly")
    (Path(settings.BACKUP_DIR) / "coming").write_text("cut off")
    call_command("nightly")
    assert names(settings.BACKUP_DIR) == [f"{timezone.localdate()}.backup"]
    (made,) = Path(settings.BACKUP_DIR).iterdir()
    assert made.read_text() == "closed 3"


def test_it_is_taken_elsewhere(night: Night, settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_OFFSITE = str(tmp_path / "away")
    (tmp_path / "away").mkdir()
    call_command("nightly")
    assert names(tmp_path / "away") == [f"{timezone.localdate()}.backup"]


def test_what_is_not_there_to_take_it_is_told_and_the_rest_is_done(
    night: Night, settings: Any, tmp_path: Path
) -> None:
    settings.BACKUP_OFFSITE = str(tmp_path / "unmounted")
    with pytest.raises(CommandError, match="unmounted"):
        call_command("nightly")
    assert night.called == ["backup", "verify"]


def test_without_a_backup_it_is_verified_all_the_same(night: Night) -> None:
    night.fail = {"backup", "verify"}
    with pytest.raises(CommandError, match=r"backup failed\. verify failed\."):
        call_command("nightly")
    assert night.called == ["backup", "verify"]


def test_the_oldest_go(night: Night, settings: Any) -> None:
    folder = Path(settings.BACKUP_DIR)
    folder.mkdir()
    for day in range(1, 29):
        (folder / f"2026-01-{day:02}.backup").touch()
        (folder / f"2026-02-{day:02}.backup").touch()
    (folder / "before-an-upgrade.dump").touch()
    call_command("nightly")
    kept = names(folder)
    assert len([each for each in kept if each.endswith(".backup")]) == nightly.KEPT
    assert "before-an-upgrade.dump" in kept
    assert "2026-01-01.backup" not in kept
    assert "2026-02-28.backup" in kept


def test_the_newest_is_tried(night: Night, settings: Any, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no backup yet"):
        call_command("nightly", drill=tmp_path / "secret")
    folder = Path(settings.BACKUP_DIR)
    folder.mkdir()
    (folder / "2026-01-01.backup").touch()
    call_command("nightly", drill=tmp_path / "secret")
    assert night.called == ["restore"]


def test_where_they_are_kept_has_to_be_said(night: Night, settings: Any) -> None:
    settings.BACKUP_DIR = ""
    with pytest.raises(CommandError, match="Set BACKUP_DIR"):
        call_command("nightly")
    assert night.called == []
