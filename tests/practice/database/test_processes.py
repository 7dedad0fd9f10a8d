"""The embedded server runs while somebody uses it, and no longer, whoever was killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practice.database.embedded import cluster, server
from tests.environment import PATIENCE, ROOT

pytestmark = pytest.mark.long

USE = """
import sys
from django.db import connection
connection.ensure_connection()
print("using", flush=True)
sys.stdin.readline()
"""
AGAIN = """
import sys
from django.db import connection
connection.ensure_connection()
print("using", flush=True)
sys.stdin.readline()
connection.close()
connection.ensure_connection()
print("using again", flush=True)
sys.stdin.readline()
"""
FORK = """
import os, sys
from django.db import connection
connection.ensure_connection()
connection.close()
if os.fork():
    os.wait()
else:
    connection.ensure_connection()
    print("child", flush=True)
    sys.stdin.readline()
"""


Run = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
        server.stop(Path(folder) / "postgres")


@pytest.fixture
def run(folder: Path) -> Iterator[Run]:
    """Starts a process of ours, which uses the server until it is told to end."""
    with contextlib.ExitStack() as stack:
        yield lambda code: stack.enter_context(_process(code, folder))


def _process(code: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "practice.settings",
            "DATA_DIR": str(folder),
        },
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def says(process: subprocess.Popen[str], word: str) -> bool:
    assert process.stdout is not None
    return process.stdout.readline().strip() == word


def end(process: subprocess.Popen[str]) -> None:
    process.communicate("\n", timeout=PATIENCE)


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def postmaster(folder: Path) -> int:
    """The process id of the server."""
    return int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def answers(folder: Path) -> bool:
    data = folder / "postgres"
    sockets = cluster.socket_directory(data, cluster.owner_of(data))
    return cluster.run("pg_isready", f"--host={sockets}", owner=None) == 0


def test_the_last_process_to_end_stops_the_server(run: Run, folder: Path) -> None:
    first, second = run(USE), run(USE)
    assert says(first, "using")
    assert says(second, "using")
    end(first)
    assert answers(folder)
    end(second)
    assert not answers(folder)


def test_a_killed_process_leaves_nothing_stale_behind(run: Run, folder: Path) -> None:
    killed = run(USE)
    assert says(killed, "using")
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert answers(folder)
    after = run(USE)
    assert says(after, "using")
    end(after)
    assert not answers(folder)


def test_a_killed_server_is_started_again_with_what_it_held(
    run: Run, folder: Path
) -> None:
    server.start(folder / "postgres")
    os.kill(postmaster(folder), signal.SIGKILL)
    after = run(USE)
    assert says(after, "using")
    end(after)
    assert not answers(folder)


def test_processes_whose_server_was_killed_start_one_again(
    run: Run, folder: Path
) -> None:
    users = [run(AGAIN), run(AGAIN), run(AGAIN)]
    assert all(says(each, "using") for each in users)
    os.kill(postmaster(folder), signal.SIGKILL)
    for each in users:
        go_on(each)
    assert all(says(each, "using again") for each in users)
    for each in users:
        assert answers(folder)
        end(each)
    assert not answers(folder)


def test_a_forked_child_ends_without_stopping_its_parents_server(
    run: Run, folder: Path
) -> None:
    parent, other = run(FORK), run(USE)
    assert says(parent, "child")
    assert says(other, "using")
    end(parent)
    assert answers(folder)
    end(other)
    assert not answers(folder)


def test_a_forked_child_whose_parent_was_killed_stops_the_server(
    run: Run, folder: Path
) -> None:
    parent = run(FORK)
    assert says(parent, "child")
    parent.kill()
    parent.wait()
    assert answers(folder)
    parent.communicate("\n", timeout=PATIENCE)  # until the child has ended too
    assert not answers(folder)
