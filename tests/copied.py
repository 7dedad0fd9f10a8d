"""An embedded server's data with every table laid, for tests that run servers of their own."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from tests.environment import ROOT
from tests.model_states import alone

HOME = ROOT / ".data" / "laid"


def lay(folder: Path) -> None:
    """As ``migrate`` lays it under ``folder``: once for all that the migrations are, and
    copied for whoever asks next, at a tenth of the time.
    """
    HOME.mkdir(mode=0o711, parents=True, exist_ok=True)
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        laid = HOME / _digest()
        if not laid.exists():
            for old in HOME.glob("*/"):
                shutil.rmtree(old)
            new = HOME / "new"
            command = [sys.executable, "-m", "tests.copied"]
            told = {**os.environ, "DATA_DIR": str(new)}
            subprocess.run(command, check=True, cwd=ROOT, env=told)
            new.rename(laid)
        copy = ["cp", "-a", str(laid / "postgres"), str(folder / "postgres")]
        subprocess.run(copy, check=True)


def _digest() -> str:
    """Of what lays the tables."""
    digest = hashlib.sha256()
    for file in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    for file in (
        ROOT / "requirements.lock",
        *sorted(ROOT.glob("practice/database/**/*.py")),
    ):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _migrate() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    with alone():
        execute_from_command_line(["manage.py", "migrate", "-v0"])


if __name__ == "__main__":
    _migrate()
