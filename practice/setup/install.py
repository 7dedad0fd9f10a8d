"""What a fresh machine needs before the first command runs.

Standard library only, since it runs before anything is installed:
``python3 -m practice.setup.install`` makes ``.venv`` hold what the lock file names, and sees
that Pango is there; ``--port`` asks first whether a port is free; ``--tests`` sees that
the tests have their browser, and fonts that draw Arabic and Chinese.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from practice.paper import pango

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = ROOT / "requirements.lock"
TESTS_LOCK = ROOT / "tests" / "requirements.lock"  # all of the other, and more
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"  # the lock files whose packages it holds, hashed
OLDEST = (3, 11)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--port", help="stop if this port is taken")
    parser.add_argument("--tests", action="store_true", help="what only tests need")
    options = parser.parse_args()
    if options.port and (problem := port_problem(options.port)):
        sys.exit(problem)
    if sys.version_info < OLDEST:
        sys.exit("Third Chair needs Python 3.11 or newer: make PYTHON=python3.12 …")
    try:
        packages([LOCK, TESTS_LOCK] if options.tests else [LOCK])
        system_libraries()
        if options.tests:
            chromium()
            fonts()
    except KeyboardInterrupt:
        sys.exit(130)


def port_problem(port: str) -> str:
    """Why nothing can be served at ``port``, in a sentence; empty if it can."""
    try:
        with socket.socket() as sock:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind(("127.0.0.1", int(port)))
    except (ValueError, OverflowError):
        return f"PORT must be a number from 1 to 65535, not {port!r}."
    except PermissionError:
        return f"Port {port} needs rights; choose another: make demo PORT=8001"
    except OSError:
        return f"Port {port} is taken; choose another: make demo PORT=8001"
    return ""


def packages(locks: list[Path]) -> None:
    """``.venv``, with the versions and hashes of the last of ``locks``, which holds all."""
    wanted = [hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks]
    held = STAMP.read_text().split() if STAMP.exists() and _works(PYTHON) else []
    if set(wanted) <= set(held):
        return
    if not _works(PYTHON):
        making = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        step("Making .venv", making, otherwise=VENV_ADVICE)
    count = sum(1 for line in locks[-1].read_text().splitlines() if "==" in line)
    pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--no-deps"]
    pip += ["--no-compile", "--disable-pip-version-check"]
    pip += ["--require-hashes", "-r", str(locks[-1])]
    step(f"Installing {count} Python packages", pip, tell=_pip_progress(count))
    STAMP.write_text("\n".join([*wanted, ""]))


VENV_ADVICE = (
    "Python's venv does not work; on Debian: sudo apt-get install python3-venv"
)


def system_libraries() -> None:
    """Pango: installed where we may, else asked for."""
    if not pango.missing():
        return
    if not apt_install("Installing Pango, which draws the PDFs", *pango.DEBIAN):
        sys.exit(f"PDFs need Pango, which is not here. Install: {pango.advice()}")
    if missing := pango.missing():
        sys.exit(f"These libraries do not load: {', '.join(missing)}.")


def chromium() -> None:
    """Debian's Chromium: installed where we may; its tests say if it is missing."""
    if not shutil.which("chromium"):
        apt_install("Installing Chromium for the browser tests", "chromium")


def fonts() -> None:
    """Fonts that draw names in Arabic and Chinese: the tests of paper say if they miss."""
    wanted = ("fonts-dejavu-core", "fonts-droid-fallback")
    if shutil.which("dpkg") and not all(_silent("dpkg", "-s", each) for each in wanted):
        apt_install("Installing fonts for Arabic and Chinese", *wanted)


def apt_install(title: str, *names: str) -> bool:
    """Install Debian's packages, if this is Debian and we may; whether that was so."""
    if not shutil.which("apt-get"):
        return False
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and not (shutil.which("sudo") and _silent("sudo", "-n", "true")):
        return False
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    install = [*apt, "install", "--no-install-recommends", *names]
    if not _silent(*install, "--simulate"):
        step("Reading Debian's lists of packages", [*apt, "update"])
    step(title, install)
    return True


def step(
    title: str,
    command: list[str],
    tell: Callable[[str], str] = lambda _: "",
    otherwise: str = "",
) -> None:
    """Run a command under a line that counts the seconds; if it fails, say all it said."""
    output: list[str] = []
    clock = Clock(title)
    with subprocess.Popen(  # noqa: S603 - the commands above
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout or ():
            output.append(line)
            clock.detail = tell(line) or clock.detail
    clock.stop()
    if process.returncode != 0:
        sys.exit("".join(output[-20:]) + (otherwise or f"{title} failed."))


class Clock:
    """One line on the terminal: what is going on, how far it is, and for how long."""

    def __init__(self, title: str) -> None:
        self.title, self.detail, self.began = title, "", time.monotonic()
        self.over = threading.Event()
        self.ticking = threading.Thread(target=self._tick, daemon=True)
        self.ticking.start()

    def stop(self) -> None:
        self.over.set()
        self.ticking.join()
        self._show("\n")

    def _tick(self) -> None:
        live = sys.stdout.isatty()
        while True:
            self._show("" if live else "\n")
            if self.over.wait(1 if live else 10):
                return

    def _show(self, end: str) -> None:
        seconds = time.monotonic() - self.began
        start = "\r\x1b[K" if sys.stdout.isatty() else ""
        detail = f" · {self.detail}" if self.detail else ""
        print(f"{start}{self.title}{detail} · {seconds:.0f} s", end=end, flush=True)  # noqa: T201


def _pip_progress(count: int) -> Callable[[str], str]:
    seen = 0

    def tell(line: str) -> str:
        nonlocal seen
        if line.startswith("Collecting "):
            seen += 1
            return f"{seen} of {count}"
        return "unpacking" if line.startswith("Installing collected") else ""

    return tell


def _works(python: Path) -> bool:
    return python.exists() and _silent(str(python), "-c", "import pip")


def _silent(*command: str) -> bool:
    quiet = subprocess.DEVNULL
    return (
        subprocess.run(  # noqa: S603 - the commands above
            command, check=False, stdin=quiet, stdout=quiet, stderr=quiet
        ).returncode
        == 0
    )


if __name__ == "__main__":
    main()
