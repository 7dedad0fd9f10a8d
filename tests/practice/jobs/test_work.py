"""``manage.py work``: jobs run whoever was killed, and nothing outlives whoever asked."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from practice.database.embedded import cluster, server
from tests.copied import lay
from tests.environment import PATIENCE, ROOT

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not Path("/proc").exists(), reason="reads Linux's list of processes"
    ),
]

DEFER = """
from practice.jobs.stalled import take_up_stalled
from procrastinate.exceptions import AlreadyEnqueued
try:
    take_up_stalled.defer(timestamp=0)
except AlreadyEnqueued:
    pass
"""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where an embedded server keeps a database that is migrated."""
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder))
        yield Path(folder)
        with contextlib.suppress(FileNotFoundError):
            server.stop(Path(folder) / "postgres")


def manage(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DATA_DIR": str(folder)}
    # Under nohup each child would ignore it, and none be told from a worker.
    hears = ["env", "--default-signal=HUP"]
    command = [*hears, sys.executable, "manage.py", *words]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)


@pytest.fixture
def keeper(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """What keeps a worker running, until the end of the test."""
    process = working(folder)
    yield process
    process.terminate()
    process.communicate(timeout=PATIENCE)


def working(folder: Path) -> subprocess.Popen[bytes]:
    """A keeper whose worker lives."""
    keeper = manage(folder, "work")
    until(lambda: bool(workers(keeper.pid)) or keeper.poll() is not None)
    assert keeper.poll() is None
    return keeper


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def workers(pid: int) -> list[int]:
    """The workers that ``pid`` has started and that live."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in told if _works(child)]
    return []


def _works(pid: str) -> bool:
    """It listens to nobody but its keeper, which what is to be a program of PostgreSQL's
    does not, though it looks like one of ours before it is.
    """
    status = dict(
        line.split(":\t", 1)
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    )
    ignored = int(status["SigIgn"], base=16)
    return bool(ignored >> (signal.SIGHUP - 1) & 1)


def postmaster(folder: Path) -> int:
    """Its process; 0 between two of them."""
    with contextlib.suppress(FileNotFoundError, IndexError):
        told = (folder / "postgres" / "postmaster.pid").read_text()
        return int(told.splitlines()[0])
    return 0


def asked(folder: Path, sql: str) -> int:
    """A number that the database says."""
    data = folder / "postgres"
    sockets = cluster.socket_directory(data, cluster.owner_of(data))
    whom = {"user": cluster.SUPERUSER, "dbname": cluster.DATABASE}
    with psycopg.connect(host=str(sockets), **whom) as connection:
        row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0


WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"


def a_job_runs(folder: Path) -> None:
    deferred = manage(folder, "shell", "-v0", "-c", DEFER)
    _, said = deferred.communicate()
    assert deferred.returncode == 0, said
    until(lambda: asked(folder, WAITING) == 0)


def test_what_waits_is_run(folder: Path, keeper: subprocess.Popen[bytes]) -> None:
    a_job_runs(folder)


STALLED = """
    WITH dead AS (
        INSERT INTO procrastinate_workers (last_heartbeat)
        VALUES (now() - interval '1 minute') RETURNING id
    )
    INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id)
    SELECT 'default', 'take_up_stalled', '{"timestamp": 0}', 'doing', id FROM dead
    RETURNING id
"""


def test_what_a_killed_worker_had_in_hand_is_taken_up_again(
    folder: Path, keeper: subprocess.Popen[bytes]
) -> None:
    assert asked(folder, STALLED)
    assert asked(folder, WAITING) == 1
    a_job_runs(folder)


def test_a_worker_that_was_killed_is_followed_by_another(
    folder: Path, keeper: subprocess.Popen[bytes]
) -> None:
    (killed,) = workers(keeper.pid)
    os.kill(killed, signal.SIGKILL)
    until(lambda: workers(keeper.pid) not in ([], [killed]))
    a_job_runs(folder)


def test_the_database_may_die_and_what_waits_is_run_all_the_same(
    folder: Path, keeper: subprocess.Popen[bytes]
) -> None:
    a_job_runs(folder)
    killed = postmaster(folder)
    os.kill(killed, signal.SIGKILL)
    until(lambda: postmaster(folder) not in (0, killed))  # nobody else asks for it
    a_job_runs(folder)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_the_worker_ends_too(folder: Path, told: signal.Signals) -> None:
    keeper = working(folder)
    (worker,) = workers(keeper.pid)
    keeper.send_signal(told)
    keeper.communicate(timeout=PATIENCE)
    assert keeper.returncode == 0
    assert not Path(f"/proc/{worker}").exists()


def test_a_keeper_that_was_killed_takes_its_worker_along(folder: Path) -> None:
    keeper = working(folder)
    (worker,) = workers(keeper.pid)
    keeper.kill()
    keeper.wait(timeout=PATIENCE)
    until(lambda: not Path(f"/proc/{worker}").exists())
    keeper.communicate()


def test_it_works_no_longer_than_whoever_asked_lives(folder: Path) -> None:
    somebody_else = "1"
    keeper = manage(folder, "work", "--while", somebody_else)
    keeper.communicate(timeout=PATIENCE)
    assert keeper.returncode == 0
