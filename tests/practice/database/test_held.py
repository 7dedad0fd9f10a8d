"""A command that holds the embedded server up, for a service manager."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practice.database.embedded import cluster, server
from tests.environment import PATIENCE, ROOT

pytestmark = pytest.mark.long

COMMAND = [sys.executable, "manage.py", "database"]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
        server.stop(Path(folder) / "postgres")


def postmaster(data: Path) -> int:
    file = data / "postmaster.pid"
    return int(file.read_text().splitlines()[0]) if file.exists() else 0


def is_ready(data: Path) -> bool:
    if not data.exists():
        return False
    sockets = cluster.socket_directory(data, cluster.owner_of(data))
    return server._ready(sockets, 1)


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_it_says_that_it_is_ready_brings_back_what_died_and_stops_it(
    folder: Path,
) -> None:
    data, told = folder / "postgres", folder / "told"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(told))
        manager.settimeout(PATIENCE)
        environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "NOTIFY_SOCKET": str(told),
        }
        process = subprocess.Popen(COMMAND, cwd=ROOT, env=environment)
        assert manager.recv(100) == b"READY=1"
        assert is_ready(data)

        first = postmaster(data)
        os.kill(first, signal.SIGKILL)
        until(lambda: postmaster(data) not in {0, first} and is_ready(data))

        process.send_signal(signal.SIGTERM)
        assert manager.recv(100) == b"STOPPING=1"
        assert process.wait(timeout=PATIENCE) == 0
        assert not is_ready(data)


def test_where_the_server_is_elsewhere_there_is_none_to_run(folder: Path) -> None:
    elsewhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    environment = {**os.environ, "DATA_DIR": str(folder), **elsewhere}
    done = subprocess.run(
        COMMAND, check=False, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "there is none to run" in done.stderr
