"""What the machine must be and bring: Debian, its packages, and a user of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import sys
from pathlib import Path

from practice.paper import pango
from practice.setup import permission
from practice.setup.install import OLDEST
from practice.setup.server.places import BACKUPS, DATA, OWNER
from practice.setup.server.saying import StopError, run, succeeds

PACKAGES = ("python3-venv", "caddy", "fonts-dejavu-core", "fonts-droid-fallback")


def check() -> None:
    """Raises StopError on a machine that this cannot be installed on."""
    if os.geteuid() != 0:
        raise StopError("Run it as root: sudo make install …")
    if not shutil.which("apt-get") or not Path("/run/systemd/system").is_dir():
        raise StopError("This installs on Debian 12 or 13, started by systemd.")
    if sys.version_info < OLDEST:
        raise StopError("Third Chair needs Python 3.11 or newer.")
    wanted = [*PACKAGES, *(pango.DEBIAN if pango.missing() else ())]
    _packages([each for each in wanted if not succeeds("dpkg", "-s", each)])


def _packages(wanted: list[str]) -> None:
    if not wanted:
        return
    if not permission.given(f"Install {', '.join(wanted)} with apt-get?"):
        raise StopError(f"It needs: apt-get install {' '.join(wanted)}")
    apt = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y")
    run("Reading Debian's lists of packages", *apt, "update")
    install = ("install", "--no-install-recommends", *wanted)
    run("Installing from Debian", *apt, *install)


def user() -> None:
    """Who runs it, and the folders that are theirs alone."""
    if not succeeds("getent", "passwd", OWNER):
        home = ("--home-dir", DATA, "--no-create-home")
        shell = ("--shell", "/usr/sbin/nologin")
        run("", "useradd", "--system", "--user-group", *home, *shell, OWNER)
    entry = pwd.getpwnam(OWNER)
    for folder in (DATA, BACKUPS):
        folder.mkdir(parents=True, exist_ok=True)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        folder.chmod(0o700)
