"""What a fresh machine needs before the first command runs.

Standard library only, since it runs before anything is installed:
``python3 -m practice.setup.install`` makes ``.venv`` hold what the lock file names, and
sees that Pango is there; ``--port`` asks first whether a port is free; ``--tests`` sees
that the tests have their browser, and fonts that draw Arabic and Chinese.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from practice.paper import pango
from practice.setup import permission

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = ROOT / "requirements.lock"
TESTS_LOCK = ROOT / "tests" / "requirements.lock"  # all of the other, and more
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"  # the lock files whose packages it holds, hashed
OLDEST = (3, 11)
BROWSERS = ("chromium-headless-shell", "chromium")  # the first that is there
DRIVER = ("libatomic.so.1", "libatomic1")  # what the browser's driver loads
FONTS = ("fonts-dejavu-core", "fonts-droid-fallback")  # Arabic and Chinese
VENV_ADVICE = (
    "Python's venv does not work; on Debian: sudo apt-get install python3-venv"
)


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
        way_for_postgresql()
        packages([LOCK, TESTS_LOCK] if options.tests else [LOCK])
        system_packages(tests=options.tests)
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


def way_for_postgresql() -> None:
    """PostgreSQL does not run as root, so a user of its own must get to our folder."""
    if os.geteuid() != 0 or {"DATABASE_URL", "DATABASE_URL_FILE"} & os.environ.keys():
        return
    data = Path(os.environ.get("DATA_DIR") or ROOT / ".data")
    folders = permission.barred(ROOT / ".venv", data)
    folders = [each for each in folders if ROOT not in each.parents]
    if not folders:
        return
    names = " and ".join(map(str, folders))
    why = f"PostgreSQL does not run as root, and its own user cannot pass {names}."
    if not permission.given(f"{why} Let everyone pass, though not look in?"):
        sys.exit(f"{why} Say YES=1 to let everyone pass, or run it as somebody else.")
    for folder in folders:
        permission.let_pass(folder)


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
    step(f"Installing {count} Python packages", pip, sign="Collecting ")
    STAMP.write_text("\n".join([*wanted, ""]))


def system_packages(*, tests: bool) -> None:
    """What pip cannot bring, from Debian where we may: without Pango nothing is printed,
    which the demo says; without a browser or fonts, the tests of them say so."""
    wanted = list(pango.DEBIAN) if pango.missing() else []
    if tests:
        wanted += [] if pango.loads(DRIVER[0]) else [DRIVER[1]]
        wanted += [font for font in FONTS if not _silent("dpkg", "-s", font)]
    if wanted:
        apt_install(*wanted)
    if tests:
        browser()
        if needed := pango.needed():
            sys.exit(needed)


def browser() -> None:
    """Chromium without a screen, which opens a page at a third of the whole one's cost;
    the whole one does as well, where it is there and the other cannot be had."""
    if shutil.which(BROWSERS[0]):
        return
    try:
        apt_install(BROWSERS[0])
    except SystemExit:
        if not any(map(shutil.which, BROWSERS)):
            raise


def apt_install(*names: str) -> None:
    """Install Debian's packages, if this is Debian, we can, and nobody objects."""
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    if not (shutil.which("apt-get") and _silent(*apt, "--version")):
        return
    if not permission.given(f"Install {', '.join(names)} with apt-get?"):
        return
    install = [*apt, "install", "--no-install-recommends", *names]
    if not _silent(*install, "--simulate"):
        step("Reading Debian's lists of packages", [*apt, "update"])
    step("Installing from Debian", install)


def step(title: str, command: list[str], sign: str = "", otherwise: str = "") -> None:
    """Run a command, and count at a terminal how often it says ``sign``; if it fails,
    say all that it said."""
    began, output, seen = time.monotonic(), [], 0
    print(title, end="", flush=True)  # noqa: T201
    with subprocess.Popen(  # noqa: S603 - the commands above
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout or ():
            output.append(line)
            seen += bool(sign) and line.startswith(sign)
            if seen and sys.stdout.isatty():
                print(f"\r{title} · {seen}", end="", flush=True)  # noqa: T201
    print(f" · {time.monotonic() - began:.0f} s")  # noqa: T201
    if process.returncode != 0:
        sys.exit("".join(output[-20:]) + (otherwise or f"{title} failed."))


def _works(python: Path) -> bool:
    return _silent(str(python), "-c", "import pip")


def _silent(*command: str) -> bool:
    """Whether a command is there and succeeds."""
    quiet = subprocess.DEVNULL
    return bool(shutil.which(command[0])) and (
        subprocess.run(  # noqa: S603 - the commands above
            command, check=False, stdin=quiet, stdout=quiet, stderr=quiet
        ).returncode
        == 0
    )


if __name__ == "__main__":
    main()
