"""What is backed up comes back whole, with every rule that held it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from practice.database.closed import new_secret
from tests.copied import lay
from tests.environment import PRODUCTION, ROOT

pytestmark = pytest.mark.long

FILL = """
from django.core.management import call_command
call_command("demo")
from django.contrib.sessions.models import Session
from django.utils.timezone import now
Session.objects.create(session_key="of-somebody", session_data="x", expire_date=now())
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
    data: Path, *arguments: str, fails: bool = False, **settings: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=False,
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(data), **settings},
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
    file, kept = folder / "practice.dump", folder / "kept"
    kept.mkdir(mode=0o711)
    lay(kept)
    manage(kept, "shell", "-v0", "-c", FILL)
    manage(kept, "backup", str(file))
    return file


@pytest.fixture(scope="module")
def new(folder: Path, backup: Path) -> Path:
    """The data folder into which it was restored."""
    manage(folder / "new", "restore", str(backup))
    return folder / "new"


def test_everything_comes_back(folder: Path, new: Path) -> None:
    count = ("shell", "-v0", "-c", COUNT)
    restored = manage(new, *count).stdout
    assert all(e in restored for e in ("collateral.Session", "PERIOD relies_on"))
    kept = manage(folder / "kept", *count).stdout
    assert restored == kept.replace("sessions.Session 1", "sessions.Session 0")


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


SECRET, RECIPIENT = new_secret()


@pytest.fixture(scope="module")
def closed(folder: Path, backup: Path) -> Path:
    """The same practice, encrypted for whoever has the secret."""
    file = folder / "practice.age"
    manage(folder / "kept", "backup", str(file), BACKUP_RECIPIENT=RECIPIENT)
    (folder / "secret").write_text(SECRET)
    return file


def restore(
    folder: Path, file: Path, into: str, *options: str, **settings: Any
) -> subprocess.CompletedProcess[str]:
    known = ["--secret", str(folder / "secret"), *options]
    return manage(folder / into, "restore", str(file), *known, **settings)


def test_an_encrypted_one_comes_back_whole_and_signs_everybody_out(
    folder: Path, closed: Path
) -> None:
    assert not closed.with_suffix(".age.key").exists()
    restore(folder, closed, "opened")
    count = ("shell", "-v0", "-c", COUNT)
    lines = manage(folder / "opened", *count).stdout.splitlines()
    before = manage(folder / "kept", *count).stdout.splitlines()
    assert [each for each in before if each not in lines] == ["sessions.Session 1"]
    assert "sessions.Session 0" in lines
    key = "seal/key.pem"
    assert (folder / "opened" / key).read_bytes() == (
        folder / "kept" / key
    ).read_bytes()
    assert [each.name for each in (folder / "opened").glob("tmp*")] == []


def test_one_that_was_tampered_with_reaches_no_database(
    folder: Path, closed: Path
) -> None:
    written = bytearray(closed.read_bytes())
    written[len(written) // 2] ^= 1
    tampered = folder / "tampered.age"
    tampered.write_bytes(written)
    said = restore(folder, tampered, "untouched", fails=True).stderr
    assert "Nothing was restored" in said
    tables = "from django.db import connection; print(connection.introspection.table_names())"
    asked = manage(folder / "untouched", "shell", "-v0", "-c", tables)
    assert asked.stdout == "[]\n"


def test_without_its_secret_it_is_not_restored(folder: Path, closed: Path) -> None:
    said = manage(folder / "untouched", "restore", str(closed), fails=True).stderr
    assert "--secret names the file" in said


def test_a_drill_restores_it_beside_and_leaves_nothing(
    folder: Path, closed: Path
) -> None:
    said = restore(folder, closed, "kept", "--drill").stdout
    assert "found whole" in said
    assert [each.name for each in (folder / "kept").glob("drill-*")] == []


def test_a_drill_of_one_that_cannot_be_opened_fails(folder: Path, closed: Path) -> None:
    cut = folder / "cut.age"
    cut.write_bytes(closed.read_bytes()[:-1])
    said = restore(folder, cut, "kept", "--drill", fails=True).stderr
    assert "Nothing was restored" in said


def test_outside_the_demo_a_backup_is_encrypted_unless_said_otherwise(
    folder: Path, backup: Path
) -> None:
    file = str(folder / "open.dump")
    said = manage(folder / "kept", "backup", file, fails=True, **PRODUCTION).stderr
    assert "Set BACKUP_RECIPIENT" in said
    manage(folder / "kept", "backup", file, "--plain", **PRODUCTION)
    said = manage(folder / "plain", "restore", file, fails=True, **PRODUCTION).stderr
    assert "say --plain" in said


def test_who_is_no_recipient_gets_no_backup(folder: Path, backup: Path) -> None:
    file = folder / "none.age"
    manage(folder / "kept", "backup", str(file), fails=True, BACKUP_RECIPIENT="age1x")
    assert not file.exists()


def test_a_key_for_backups_is_said_once(folder: Path) -> None:
    said = manage(folder / "kept", "backup_key").stdout
    assert all(word in said for word in ("AGE-SECRET-KEY-1", "BACKUP_RECIPIENT=age1"))


REVOKE = """
from django.utils import timezone
from practice.models import User
from releases.models import Release
from tests.revoked import revoke
in_force = Release.objects.filter(in_force__contains=timezone.now())
revoke(in_force.first(), "They asked for it.", User.objects.get(username="chen"))
"""
LOST = """from releases.models import LostRevocation
print(*(each.counts_again for each in LostRevocation.objects.all()))"""


def test_one_restored_over_what_is_newer_tells_what_is_lost(
    folder: Path, backup: Path, new: Path
) -> None:
    manage(new, "shell", "-v0", "-c", REVOKE)
    told = manage(new, "restore", "--over", str(backup)).stderr
    assert "More had happened than is in this backup" in told
    assert manage(new, "shell", "-v0", "-c", LOST).stdout == "True\n"
    assert not (new / "restoring").exists()
    assert {f.stat().st_mode & 0o077 for f in new.glob("replaced-*.backup")} == {0}
