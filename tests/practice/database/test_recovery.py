"""Whatever becomes of the database, there is a page; then it is back by itself."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg
import pytest

from practice.database.embedded import cluster, server
from tests.environment import PATIENCE
from tests.serving import get, serving

SESSION = {"Cookie": "sessionid=one-that-has-ended"}  # so that the page asks for it

pytestmark = [pytest.mark.usefixtures("collected"), pytest.mark.long]


class Site(NamedTuple):
    address: str
    data: Path

    def asked(self) -> tuple[int, str]:
        return get(f"{self.address}/sign-in/", SESSION)

    def postmaster(self) -> int:
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(cluster.socket_directory(self.data, cluster.owner_of(self.data))),
            user=cluster.SUPERUSER,
            dbname=cluster.DATABASE,
        )


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address:
        yield Site(address, Path(folder) / "postgres")


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@contextlib.contextmanager
def blocked(site: Site) -> Iterator[tuple[Future[tuple[int, str]], int]]:
    """The answer to a request that waits for somebody's idle transaction, and the
    process of PostgreSQL that waits for its sake."""
    with ThreadPoolExecutor() as pool, site.connect() as holds:
        holds.execute("LOCK TABLE django_session")
        with site.connect() as looks:
            looks.autocommit = True
            answer = pool.submit(site.asked)
            pids: list[int] = []
            until(lambda: bool(pids.extend(waiting(looks)) or pids))
        yield answer, pids[0]
        answer.result()
        holds.close()


def waiting(looks: psycopg.Connection) -> list[int]:
    """The processes that wait for a lock."""
    asked = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    return [int(pid) for (pid,) in looks.execute(asked)]


def test_a_server_that_stopped_is_started_for_the_next_page(site: Site) -> None:
    assert site.asked()[0] == 200
    server.stop(site.data)
    assert site.asked()[0] == 200


def test_a_server_that_was_killed_is_started_once_for_all_who_ask(site: Site) -> None:
    assert site.asked()[0] == 200
    killed = site.postmaster()
    os.kill(killed, signal.SIGKILL)
    with ThreadPoolExecutor() as pool:
        answers = [pool.submit(site.asked) for _ in range(8)]
    assert {answer.result()[0] for answer in answers} <= {200, 503}
    assert site.asked()[0] == 200
    assert site.postmaster() != killed


def test_while_it_cannot_start_a_page_says_so_and_then_it_is_back(site: Site) -> None:
    rules = site.data / "pg_hba.conf"
    rules.rename(rules.with_name("away"))
    server.stop(site.data)
    status, page = site.asked()
    assert status == 503
    assert "The records cannot be reached" in page
    assert "Traceback" not in page
    assert "PostgreSQL" not in page
    rules.with_name("away").rename(rules)
    assert site.asked()[0] == 200


def test_an_idle_transaction_holds_nobody_up_for_long(site: Site) -> None:
    with blocked(site) as (answer, _):
        status, page = answer.result()
        assert status == 503
        assert "The database is busy" in page
    assert site.asked()[0] == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_who_loses_the_connection_in_the_middle_gets_a_page(
    site: Site, how: signal.Signals
) -> None:
    with blocked(site) as (answer, pid):
        os.kill(pid, how)
        status, page = answer.result()
        assert status == 503
        assert "The records cannot be reached" in page
    assert site.asked()[0] == 200


def test_who_loses_the_server_in_the_middle_gets_a_page(site: Site) -> None:
    with blocked(site) as (answer, _):
        os.kill(site.postmaster(), signal.SIGKILL)
        status, page = answer.result()
        assert status == 503
        assert "The records cannot be reached" in page
    assert site.asked()[0] == 200


def test_eight_who_send_half_their_headers_hold_nobody_up(site: Site) -> None:
    """As few hold all of gunicorn's own threads, for ever."""
    where = urlsplit(site.address)
    with contextlib.ExitStack() as halves:
        for _ in range(8):
            half = socket.create_connection((where.hostname, where.port))
            halves.enter_context(half).sendall(b"GET / HTTP/1.1\r\nHo")
        assert site.asked()[0] == 200
