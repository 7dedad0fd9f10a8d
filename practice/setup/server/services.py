"""The services, as systemd keeps them, and whether pages come."""

from __future__ import annotations

import shutil
import time
import urllib.error
import urllib.request
from pathlib import Path

from practice.setup.server.places import COMMAND, PORT, SYSTEMD, UNITS
from practice.setup.server.saying import StopError, run, succeeds

DATABASE, WEB, WORK = (
    f"third-chair-{name}.service" for name in ("database", "web", "work")
)
TARGET = "third-chair.target"
PATIENCE = 60  # seconds until the first page comes


def laid(version: Path) -> None:
    """The units and the command, as ``version`` has them."""
    units = version / UNITS
    for unit in units.glob("*.*"):
        shutil.copy(unit, SYSTEMD / unit.name)
        (SYSTEMD / unit.name).chmod(0o644)
    shutil.copy(units / COMMAND.name, COMMAND)
    COMMAND.chmod(0o755)
    run("", "systemctl", "daemon-reload")
    timers = [each.name for each in units.glob("*.timer")]
    run("", "systemctl", "enable", "--quiet", TARGET, DATABASE, WEB, WORK, *timers)
    if timers:
        run("", "systemctl", "start", *timers)


def stopped() -> None:
    """All that writes, and then what it writes to."""
    run("Stopping the pages and the worker", "systemctl", "stop", WEB, WORK)
    run("", "systemctl", "stop", DATABASE)


def started() -> None:
    run("Starting the pages and the worker", "systemctl", "restart", WEB, WORK)


def smoke_tested() -> None:
    """Raises StopError unless the door opens, by the database too."""
    until, why = time.monotonic() + PATIENCE, ""
    while time.monotonic() < until:
        if not (why := _fault()):
            return
        time.sleep(1)
    raise StopError(f"The pages do not come: {why}")


def _fault() -> str:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/sign-in/",
        headers={"X-Forwarded-Proto": "https", "Host": "127.0.0.1"},
    )
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310
            page = answer.read()
    except (urllib.error.URLError, OSError) as error:
        return str(error)
    if b"csrfmiddlewaretoken" not in page:
        return "there is no door"
    return "" if succeeds("systemctl", "is-active", WORK) else "the worker ended"
