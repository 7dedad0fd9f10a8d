"""``manage.py nightly``: what a practice's night does, each step whatever became of others."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from practice.models import UpkeepKind
from practice.upkeep.done import noted

KEPT = 35  # nights
NO_FOLDER = "Set BACKUP_DIR to the folder in which backups are kept."


class Command(BaseCommand):
    help = (
        "Back up, take it elsewhere, verify; with --drill, restore the newest and see."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--drill",
            type=Path,
            metavar="SECRET",
            help="restore the newest backup beside, with the secret in this file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.BACKUP_DIR:
            raise CommandError(NO_FOLDER)
        steps: list[Callable[[], object]] = [
            self._back_up,
            self._take_away,
            self._verify,
        ]
        if secret := options["drill"]:
            steps = [lambda: self._drill(secret)]
        faults = []
        for step in steps:
            try:
                step()
            except (CommandError, OSError, subprocess.SubprocessError) as error:
                faults.append(str(error))
        if faults:
            raise CommandError(" ".join(faults))

    def _back_up(self) -> None:
        """One a night, by the practice's day, the last of it; the oldest go."""
        with noted(UpkeepKind.BACKUP):
            self._back_up_now()

    def _back_up_now(self) -> None:
        folder = Path(settings.BACKUP_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        coming = folder / "coming"
        coming.unlink(missing_ok=True)  # of a night that was cut off
        call_command("backup", coming)
        coming.rename(folder / f"{timezone.localdate().isoformat()}.backup")
        for old in _backups()[:-KEPT]:
            old.unlink()

    def _take_away(self) -> None:
        """Where what becomes of this machine does not reach them."""
        if elsewhere := settings.BACKUP_OFFSITE:
            newest = _newest()
            # Whole or not at all, as seen from there.
            coming = Path(elsewhere) / f"{newest.name}.coming"
            shutil.copyfile(newest, coming)
            coming.rename(Path(elsewhere) / newest.name)
        if settings.RESTIC_REPOSITORY:
            restic = ["restic", "--quiet", "--repo", settings.RESTIC_REPOSITORY]
            subprocess.run([*restic, "backup", settings.BACKUP_DIR], check=True)  # noqa: S603

    def _verify(self) -> None:
        call_command("verify", stdout=self.stdout)

    def _drill(self, secret: Path) -> None:
        with noted(UpkeepKind.DRILL):
            call_command(
                "restore", _newest(), drill=True, secret=secret, stdout=self.stdout
            )


def _backups() -> list[Path]:
    """The oldest first."""
    return sorted(Path(settings.BACKUP_DIR).glob("????-??-??.backup"))


def _newest() -> Path:
    if not (found := _backups()):
        raise CommandError("There is no backup yet.")
    return found[-1]
