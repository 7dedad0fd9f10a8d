"""Two people at work at once, each on a connection of their own.

One can be stopped before any statement or commit, while the other goes as far as it
gets. Nothing sleeps: a rival is done, has stopped, or waits for a lock that the database
itself tells of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

from django.db import connection

from tests.environment import PATIENCE

READ_COMMITTED = "read committed"
REPEATABLE_READ = "repeatable read"
SERIALIZABLE = "serializable"


class Rival:
    """Someone who acts in a thread and on a connection of their own."""

    def __init__(self, isolation: str = READ_COMMITTED) -> None:
        self.isolation = isolation
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._go = Event()
        self._stopped = Event()
        self._done: Future[Any] = Future()
        self._stop_at: int | None = None
        self.statements = 0
        self.pid: int = self._thread.submit(self._connect).result(PATIENCE)

    def start(self, act: Callable[[], Any], stop_at: int | None = None) -> None:
        """Begin ``act``, to stop before its statement number ``stop_at``, if any."""
        self._stop_at, self.statements = stop_at, 0
        self._go.clear()
        self._stopped.clear()
        self._done = self._thread.submit(act)

    def reaches_its_stop(self) -> bool:
        """Whether it stops where it was told to; false where it ended before."""
        while not self._stopped.wait(0.001):
            if self._done.done():
                return self._stopped.is_set()
        return True

    def goes_as_far_as_it_can(self) -> str:
        """Let it work until it is ``done`` or ``waits`` for the other; say which."""
        while True:
            try:
                self._done.exception(0.005)
            except TimeoutError:
                if waits(self.pid):
                    return "waits"
            else:
                return "done"

    def goes_on(self) -> None:
        """Let it go past its stop."""
        self._go.set()

    def outcome(self) -> Any:
        """What the act gave, or the exception that it raised."""
        error = self._done.exception(PATIENCE)
        return self._done.result() if error is None else error

    def leave(self) -> None:
        self._go.set()
        self._thread.submit(self._disconnect).result(PATIENCE)
        self._thread.shutdown()

    @staticmethod
    def _disconnect() -> None:
        connection.close()

    def _connect(self) -> int:
        connection.ensure_connection()
        connection.execute_wrappers.append(self._before)
        commit = connection._commit

        def stop_and_commit() -> None:
            self._count()
            commit()

        connection._commit = stop_and_commit
        with connection.cursor() as cursor:
            level = self.isolation
            cursor.execute(f"SET default_transaction_isolation = '{level}'")
            cursor.execute("SET deadlock_timeout = '20ms'")
            cursor.execute("SET synchronous_commit = off")
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])

    def _before(
        self, execute: Callable, sql: str, params: Any, many: Any, context: Any
    ) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK TO")):
            self._count()
        return execute(sql, params, many, context)

    def _count(self) -> None:
        self.statements += 1
        if self.statements == self._stop_at:
            self._stopped.set()
            if not self._go.wait(PATIENCE):
                raise TimeoutError


@contextmanager
def rivals(isolation: str = READ_COMMITTED) -> Iterator[tuple[Rival, Rival]]:
    """Two of them, for as long as the block."""
    one, other = Rival(isolation), Rival(isolation)
    try:
        yield one, other
    finally:
        one.leave()
        other.leave()


def waits(pid: int) -> bool:
    """Whether the backend ``pid`` waits for a lock that another holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [pid])
        return bool(cursor.fetchone()[0])
