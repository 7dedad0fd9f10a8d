"""The application as gunicorn serves it, for tests of what only a real server shows."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.copied import lay
from tests.environment import PATIENCE, ROOT

GUNICORN = [
    sys.executable,
    "-m",
    "gunicorn",
    "-c",
    "python:practice.setup.gunicorn_conf",
]


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of one worker, on an empty database under ``folder``, which also
    gets its log."""
    port = free_port()
    settings = {"DATA_DIR": str(folder), "PORT": str(port), "WEB_CONCURRENCY": "1"}
    environment = {**os.environ, **settings}
    lay(folder)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(GUNICORN, cwd=ROOT, env=environment, stderr=log)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 0


def wait_for(
    port: int, process: subprocess.Popen[str] | subprocess.Popen[bytes]
) -> None:
    """Until something listens there, or the process has ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        time.sleep(0.1)
    message = "Nothing listens."
    raise AssertionError(message)


def get(url: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """Status and page."""
    request = urllib.request.Request(url, headers=headers or {})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
