"""Whatever changes this machine outside the project's own folder is asked first.

Standard library only, since it is asked before anything is installed.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path


def given(question: str) -> bool:
    """The answer at the terminal. Where nobody can answer, ``YES=1`` does, and ``CI``:
    there it is said and done."""
    if os.environ.get("YES") == "1" or os.environ.get("CI") in {"1", "true"}:
        print(f"{question} Yes.", flush=True)  # noqa: T201
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    print(question, end=" [y/N] ", flush=True)  # noqa: T201
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def barred(*paths: Path) -> list[Path]:
    """The folders above ``paths`` that not everyone may pass, the outermost first."""
    above = {folder for path in paths for folder in path.resolve().parents}
    return sorted(
        each
        for each in above
        if each.exists() and not each.stat().st_mode & stat.S_IXOTH
    )


def let_pass(folder: Path) -> None:
    """Let everyone through ``folder``, though not see what is in it."""
    folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IXOTH)
