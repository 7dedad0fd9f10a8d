"""A backup is good if it has been restored: done beside, on a server of its own.

Nothing of the practice's is touched. A folder is made, filled as another machine would be,
looked at, and thrown away.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from practice.database.embedded import server

# What is asked of it then, as of any practice.
ASKED = (
    ("check", "--database", "default"),
    ("verify",),
)


def drill(
    file: Path, secret: Path | None, *, plain: bool, say: Callable[[str], object]
) -> None:
    """Raises CommandError, with what the command said that failed."""
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="drill-") as scratch:
        Path(scratch).chmod(0o711)  # whoever runs root's server passes it
        restoring = ["restore", str(file)]
        restoring += ["--secret", str(secret.resolve())] if secret else []
        restoring += ["--plain"] if plain else []
        try:
            for arguments in (restoring, *ASKED):
                _run(scratch, *arguments)
        finally:
            server.stop(Path(scratch) / "postgres")
    say("Restored beside, found whole, and thrown away again.")


def _run(scratch: str, *arguments: str) -> None:
    elsewhere = {"DATA_DIR": scratch, "DATABASE_URL": "", "DATABASE_URL_FILE": ""}
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments],
        check=False,
        env={**os.environ, **elsewhere},
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or [f"{arguments[0]} failed."]
        raise CommandError(said[-1].removeprefix("CommandError: "))
