"""Running a step of the installation, and saying why it stops."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path


class StopError(Exception):
    """Why the installation cannot go on, in a sentence, and what to do."""


def say(what: str) -> None:
    print(what, flush=True)  # noqa: T201


def run(title: str, *command: str | Path, cwd: Path | None = None) -> str:
    """What ``command`` prints. Raises StopError with the end of it where it fails."""
    began = time.monotonic()
    if title:
        print(f"{title} …", end="", flush=True)  # noqa: T201
    done = subprocess.run(  # noqa: S603 - the installation's own commands
        list(map(str, command)),
        check=False,
        cwd=cwd,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if title:
        say(f" {time.monotonic() - began:.0f} s")
    if done.returncode:
        end = "\n".join(done.stdout.splitlines()[-15:])
        what = title or Path(str(command[0])).name
        raise StopError(f"{what} failed:\n{end}")
    return done.stdout


def succeeds(*command: str | Path) -> bool:
    quiet = subprocess.DEVNULL
    done = subprocess.run(  # noqa: S603 - as above
        list(map(str, command)), check=False, stdin=quiet, stdout=quiet, stderr=quiet
    )
    return done.returncode == 0


def stop(error: StopError) -> None:
    sys.exit(str(error))
