"""What an older version backed up is restored into a later one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.copied import lay
from tests.practice.database.test_backup import COUNT, manage

pytestmark = pytest.mark.long


def test_what_an_older_version_backed_up_is_brought_up_to_date() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o711)  # whoever runs root's server passes it
        older, file = folder / "older", folder / "older.dump"
        older.mkdir(mode=0o711)
        lay(older)
        manage(older, "add_room", "Attic")
        manage(older, "migrate", "-v0", "practice", "0027")
        manage(older, "migrate", "--check", fails=True)
        manage(older, "backup", str(file))
        manage(folder / "later", "restore", str(file))
        counted = manage(folder / "later", "shell", "-v0", "-c", COUNT).stdout
        assert "practice.Room 1" in counted
