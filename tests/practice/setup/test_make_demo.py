"""``make demo``: what it says, what it does once, and that nothing outlives it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from practice.paper import pango
from practice.setup import install
from practice.setup.checks import pango_loads
from tests.environment import PATIENCE, PRODUCTION, ROOT
from tests.serving import free_port, get, wait_for

pytestmark = pytest.mark.long

PORT_TAKEN = "Port {} is taken; choose another: make demo PORT=8001"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """What the demo keeps from one run to the next."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@contextlib.contextmanager
def demo(folder: Path, stop: signal.Signals = signal.SIGINT) -> Iterator[int]:
    """The demo being served on a port; ended, with all it started, by ``stop``."""
    port = free_port()
    kept = {"DATA_DIR": str(folder), "STATIC_ROOT": str(folder / "static")}
    with (folder / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve_demo", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "DEMO": "1", **kept},
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for(port, process)
        yield port
    finally:
        os.killpg(process.pid, stop)  # as a terminal does: to all of them
        process.wait(PATIENCE)


def left(folder: Path) -> list[str]:
    """The processes that still use ``folder``: they were started on it, or told of it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            told = (process / "environ").read_bytes().decode(errors="replace")
            if str(folder) in command + told:
                found.append(command)
    return found


@pytest.mark.skipif(
    not Path("/proc").exists(), reason="reads Linux's list of processes"
)
def test_the_demo_serves_twice_and_leaves_nothing_running(folder: Path) -> None:
    with demo(folder) as port:
        assert get(f"http://127.0.0.1:{port}/sign-in/")[0] == 200
        assert any("manage.py work" in each for each in left(folder))
    said = (folder / "said").read_text()
    assert f"Open http://127.0.0.1:{port}/" in said
    assert "Sign in with the password" in said
    assert "The demo practice is filled" in said
    assert "Traceback" not in said
    assert left(folder) == []

    manifest = folder / "static" / "staticfiles.json"
    collected_at = manifest.stat().st_mtime_ns
    with demo(folder) as port:
        assert get(f"http://127.0.0.1:{port}/sign-in/")[0] == 200
    assert "The demo practice is here" in (folder / "said").read_text()
    assert manifest.stat().st_mtime_ns == collected_at
    assert left(folder) == []


@pytest.mark.skipif(
    not Path("/proc").exists(), reason="reads Linux's list of processes"
)
def test_after_a_kill_the_next_demo_cleans_up(folder: Path) -> None:
    with demo(folder, stop=signal.SIGKILL):
        pass
    with demo(folder) as port:
        assert get(f"http://127.0.0.1:{port}/sign-in/")[0] == 200
    assert left(folder) == []


def test_a_closed_terminal_ends_the_demo(folder: Path) -> None:
    with demo(folder, stop=signal.SIGHUP):
        pass
    assert left(folder) == []


def test_a_taken_port_gets_one_sentence_before_anything_slow() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            ["make", "demo", f"PORT={port}", f"PYTHON={sys.executable}"],
            check=False,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    assert done.returncode != 0
    assert done.stdout == ""
    first, *rest = done.stderr.splitlines()
    assert first == PORT_TAKEN.format(port)
    assert all(line.startswith("make") for line in rest)


@pytest.mark.parametrize("port", ["", "web", "-1", "70000"])
def test_a_port_that_is_none_gets_a_sentence(port: str) -> None:
    assert install.port_problem(port).startswith("PORT must be a number")


def test_the_demo_is_not_served_where_real_clients_are() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "serve_demo"],
        check=False,
        cwd=ROOT,
        env={**os.environ, **PRODUCTION},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "set DEMO=1" in done.stderr


@pytest.mark.parametrize(("demo", "starts"), [(True, True), (False, False)])
def test_pango_is_asked_for_by_name(
    demo: bool, starts: bool, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """Without it the demo starts, which has much else to show, and a practice does not."""
    settings.DEMO = demo
    assert pango_loads(None) == []
    monkeypatch.setattr(pango, "LIBRARIES", ("pango-1.0", "nosuch"))
    monkeypatch.setattr("shutil.which", lambda name: name == "apt-get" or None)
    (found,) = pango_loads(None)
    assert found.is_serious() is not starts
    assert found.msg == (
        "Printing needs Pango: nosuch will not load. Install: sudo apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )
