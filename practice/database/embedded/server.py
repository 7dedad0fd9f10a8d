"""The embedded server runs for as long as one of our processes uses it.

Each of them holds a shared lock on one file; whoever ends and finds itself alone stops
the server. The kernel drops the locks of a process that was killed, so nothing stale
is left behind: the next one to use the server will also be the one to stop it.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import shlex
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings

from practice.database.base import DatabaseUnavailableError
from practice.database.embedded import cluster, roles
from practice.database.embedded.cluster import SUPERUSER

__all__ = ["SUPERUSER", "revive", "running", "start", "stop"]

READY, STARTING = 0, 1  # pg_isready's exit status
PATIENCE = 600  # seconds: after a crash, a large cluster takes its time
MOMENT = 5  # seconds: what a crash leaves running ends by itself
WAIT = 8  # seconds for which a page waits for a server that has died to be back

_threads = threading.Lock()
_held: tuple[IO[bytes], Path] | None = None


def running() -> Path:
    """The folder of the server's socket; the server runs until our last process ends."""
    global _held  # noqa: PLW0603 - one server for each process
    with _threads:
        if _held is None:
            data = _data()
            cluster.make_way(data)
            with _alone(data):
                users = _private(data.with_name("postgres.users"))
                fcntl.flock(users, fcntl.LOCK_SH)
                atexit.register(_release, users, data, os.getpid())
                sockets = start(data)
                roles.settle(sockets)
                _held = users, sockets
        return _held[1]


def revive() -> None:
    """Start a server that has died under us; whoever else is at it is waited for."""
    until = time.monotonic() + WAIT
    with _alone(_data(), WAIT):
        start(_data(), max(1, until - time.monotonic()))


def start(data: Path, patience: float = PATIENCE) -> Path:
    """The folder of the socket of the server on ``data``, which is made if need be."""
    owner = cluster.owner_of(data)
    if owner:
        cluster.let_through(owner, data)
    if not data.exists():
        cluster.create(data, owner)
    roles.say_who_connects(data)
    sockets = cluster.socket_directory(data, owner)
    until = time.monotonic() + min(MOMENT, patience)
    while (
        not _ready(sockets, patience)
        and _pg_ctl_start(data, sockets, owner, patience) != 0
    ):
        if time.monotonic() > until:
            message = f"The embedded PostgreSQL does not start; {data}/log says why."
            raise DatabaseUnavailableError(message)
        time.sleep(0.2)
    return sockets


def stop(data: Path) -> None:
    """Ends every connection, and returns when all is safe on disk."""
    how = [f"--pgdata={data}", "--mode=fast", "--silent"]
    cluster.run("pg_ctl", "stop", *how, owner=cluster.owner_of(data))


def _data() -> Path:
    return Path(settings.DATA_DIR).resolve() / "postgres"


def _pg_ctl_start(data: Path, sockets: Path, owner: str | None, patience: float) -> int:
    # On the command line nothing overrides them, neither a file nor ALTER SYSTEM.
    fixed = {**cluster.SETTINGS, "unix_socket_directories": f'"{sockets}"'}
    options = [part for item in fixed.items() for part in ("-c", "=".join(item))]
    return cluster.run(
        "pg_ctl",
        "start",
        f"--pgdata={data}",
        f"--log={data / 'log'}",
        f"--options={shlex.join(options)}",
        f"--timeout={patience:.0f}",
        "--silent",
        owner=owner,
    )


def _ready(sockets: Path, patience: float) -> bool:
    """Whether a server takes connections; one that starts or recovers is waited for."""
    asking = [f"--host={sockets}", "--port=5432"]
    until = time.monotonic() + patience
    while (answer := cluster.run("pg_isready", *asking, owner=None)) == STARTING:
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return answer == READY


def _release(users: IO[bytes], data: Path, pid: int) -> None:
    """Stop the server, if no other process uses it."""
    if os.getpid() != pid:
        return
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    with _alone(data), contextlib.suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stop(data)
    users.close()


@contextlib.contextmanager
def _alone(data: Path, patience: float = PATIENCE) -> Iterator[None]:
    """One at a time starts or stops the server, of all threads of all processes."""
    until = time.monotonic() + patience
    with _private(data.with_name("postgres.lock")) as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    message = "The embedded PostgreSQL is still being started."
                    raise DatabaseUnavailableError(message) from None
                time.sleep(0.05)
        yield


def _private(path: Path) -> IO[bytes]:
    """``path``, opened: whoever may read it could lock it, and hold us up for ever."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.fchmod(file, 0o600)
    return os.fdopen(file, "ab")


def _forget() -> None:
    """In a forked child: its parent's hold on the server is not its own."""
    global _held, _threads
    if _held is not None:
        _held[0].close()
    _held, _threads = None, threading.Lock()


os.register_at_fork(after_in_child=_forget)
