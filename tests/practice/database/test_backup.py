"""What is backed up comes back whole, with every rule that held it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environment import ROOT

pytestmark = pytest.mark.long

FILL = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("demo")
"""
COUNT = """
from io import StringIO
from django.core.management import call_command
call_command("migrate", "--check")
call_command("verify", stdout=StringIO())  # it says how long it took
call_command("check", "--database", "default", "--fail-level", "WARNING")
from django.apps import apps
for model in apps.get_models():
    print(model._meta.label, model._base_manager.count())
from django.db import connection
cursor = connection.cursor()
cursor.execute("SELECT conrelid::regclass, conname, "  # a CHECK is reworded each time
    "CASE WHEN contype <> 'c' THEN pg_get_constraintdef(oid) END FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace ORDER BY conname, conrelid::regclass::text")
print(*cursor.fetchall(), sep="\\n")
cursor.execute("SELECT tgrelid::regclass, tgname, tgfoid::regproc, tgtype FROM pg_trigger "
    "WHERE NOT tgisinternal ORDER BY tgname, tgrelid::regclass::text")
print(*cursor.fetchall(), sep="\\n")
"""


def manage(
    data: Path, *arguments: str, fails: bool = False
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=False,
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(data)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode != 0) is fails, done.stderr
    return done


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)  # whoever runs root's server passes it
        yield Path(folder)


@pytest.fixture(scope="module")
def backup(folder: Path) -> Path:
    """The demo practice, backed up."""
    file = folder / "practice.dump"
    manage(folder / "kept", "shell", "-v0", "-c", FILL)
    manage(folder / "kept", "backup", str(file))
    return file


@pytest.fixture(scope="module")
def new(folder: Path, backup: Path) -> Path:
    """The data folder into which it was restored."""
    manage(folder / "new", "restore", str(backup))
    return folder / "new"


def test_everything_comes_back(folder: Path, new: Path) -> None:
    count = ("shell", "-v0", "-c", COUNT)
    restored = manage(new, *count).stdout
    assert "collateral.Session" in restored
    assert "PERIOD relies_on" in restored
    assert restored == manage(folder / "kept", *count).stdout


def test_the_key_comes_back_with_every_certificate(folder: Path, new: Path) -> None:
    kept = (folder / "kept" / "seal").iterdir()
    assert {each.name: each.read_bytes() for each in (new / "seal").iterdir()} == {
        each.name: each.read_bytes() for each in kept
    }


def test_a_backup_is_for_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    assert backup.with_suffix(".dump.key").stat().st_mode & 0o077 == 0


def test_a_backup_without_its_key_says_what_that_means(
    folder: Path, backup: Path
) -> None:
    alone = folder / "alone.dump"
    alone.write_bytes(backup.read_bytes())
    said = manage(folder / "keyless", "restore", str(alone)).stderr
    assert "what was sealed cannot be proved" in said


def test_a_backup_writes_over_nothing(folder: Path, backup: Path) -> None:
    before = backup.read_bytes()
    said = manage(folder / "kept", "backup", str(backup), fails=True).stderr
    assert "nothing was written over" in said
    assert backup.read_bytes() == before


def test_a_practice_is_not_restored_over_another(folder: Path, backup: Path) -> None:
    said = manage(folder / "kept", "restore", str(backup), fails=True).stderr
    assert "This database is not empty" in said


def test_a_file_that_is_no_backup_is_refused(folder: Path) -> None:
    wrong = folder / "wrong.dump"
    wrong.write_text("Ada Lovelace")
    said = manage(folder / "fresh", "restore", str(wrong), fails=True).stderr
    assert "input file does not appear to be a valid archive" in said
    assert "Ada" not in said
