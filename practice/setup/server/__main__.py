"""``make install DOMAIN=… EMAIL=…``, as root: again, it brings what is there up to date."""

from __future__ import annotations

import argparse
import os
import shutil
import time
from pathlib import Path

from practice.setup.server import asked, backups, caddy, machine, services, version
from practice.setup.server.places import BACKUPS, COMMAND, DATA, SETTINGS
from practice.setup.server.saying import StopError, run, say, stop


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--domain", default="", help="under which pages are found")
    parser.add_argument("--email", default="", help="of the first admin")
    options = parser.parse_args()
    os.umask(0o022)
    try:
        machine.check()
        machine.user()
        asked.settings(options.domain)
        asked.secret()
        new, old = version.laid(), version.running()
        _static(new)
        if old:
            _upgraded(new, old)
        else:
            _begun(new)
        version.has_served(new)
        keep = backups.made()
        version.forget_old()
        if os.environ.get("CADDY") != "0":
            caddy.configured(options.domain, options.email)
    except StopError as error:
        stop(error)
    say(f"{keep}\nThird Chair is at {_address()}")
    if not old and options.email:
        say(_invitation(options.email))


def _begun(new: Path) -> None:
    """The first time: an empty database, its tables, and pages."""
    _turn_to(new)
    run("Starting PostgreSQL", "systemctl", "restart", services.DATABASE)
    run("Laying the tables", COMMAND, "migrate", "--verbosity", "0")
    run("Checking", COMMAND, "check", "--deploy", "--database", "default")
    services.started()
    services.smoke_tested()


def _upgraded(new: Path, old: Path) -> None:
    """A backup, what is new, and pages; or, if any of it fails, what was before."""
    before = _backup()
    services.stopped()
    aside = DATA / f"postgres.before-{new.name}"
    _copied(DATA / "postgres", aside)
    try:
        _turn_to(new)
        run("Starting PostgreSQL", "systemctl", "start", services.DATABASE)
        run("Bringing the tables up to date", COMMAND, "migrate", "--verbosity", "0")
        run("Checking", COMMAND, "check", "--deploy", "--database", "default")
        services.started()
        services.smoke_tested()
    except StopError as error:
        say(f"{error}\nGoing back to what was before.")
        services.stopped()
        _put_back(aside, DATA / "postgres")
        _turn_to(old)
        run("Starting PostgreSQL", "systemctl", "start", services.DATABASE)
        services.started()
        services.smoke_tested()
        raise StopError(
            f"Nothing was changed: {old.name} runs again, as it was. The backup is {before}."
        ) from error
    shutil.rmtree(aside, ignore_errors=True)


def _turn_to(folder: Path) -> None:
    version.turn_to(folder)
    services.laid(folder)


def _backup() -> Path:
    """Before anything is changed, by the version that runs; as private as the data."""
    file = BACKUPS / f"before-{time.strftime('%Y-%m-%d-%H%M%S')}.dump"
    closes = "\nBACKUP_RECIPIENT=" in SETTINGS.read_text()
    run("Backing up", COMMAND, "backup", *([] if closes else ["--plain"]), file)
    return file


def _copied(here: Path, there: Path) -> None:
    """The whole folder of a server that is stopped; nothing where the server is elsewhere."""
    if here.exists():
        shutil.rmtree(there, ignore_errors=True)
        run("", "cp", "-a", "--reflink=auto", here, there)


def _put_back(aside: Path, there: Path) -> None:
    if aside.exists():
        shutil.rmtree(there)
        aside.rename(there)


def _static(new: Path) -> None:
    """Styles, scripts and fonts, in the version's own folder, which root alone writes."""
    script = f"""set -a; . {SETTINGS}; SECRET_KEY_FILE=/etc/third-chair/secrets/secret_key
        STATIC_ROOT={new}/staticfiles exec .venv/bin/python manage.py collectstatic \\
        --noinput --verbosity 0"""
    run("Collecting styles and scripts", "sh", "-c", script, cwd=new)
    run("", "chmod", "-R", "go+rX", new / "staticfiles")


def _address() -> str:
    for line in SETTINGS.read_text().splitlines():
        if line.startswith("PRACTICE_URL="):
            return line.partition("=")[2].strip("'")
    return ""


def _invitation(email: str) -> str:
    """For the first admin, once."""
    return run("", COMMAND, "invite", email)


if __name__ == "__main__":
    main()
