"""gunicorn's threads, of which no slow sender holds one.

gunicorn gives a connection a thread at its first byte, and the thread waits for the
rest. Here the worker's own loop receives each request, as a proxy would: a thread
begins once all of it is there, and reads it from memory.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.conf import settings
from gunicorn.http import get_parser
from gunicorn.workers.gthread import ThreadWorker

from practice.setup.arrival import Arrival, Refused

ARRIVE = 20  # seconds for a whole request: the biggest form, from a phone far out
LONGER = 180  # seconds more for files, from a phone far out
UPLOADS = 4  # of which so many may be arriving at once, in each worker
LINGER = 2  # seconds for which whoever was answered may take to hang up
TAKE = 30  # seconds for which a thread waits for an answer to be taken
PIECE = 64 * 1024  # bytes
# Bytes of files too large, which a browser sends to the end before it reads the answer.
DRAINED = 8 * settings.LARGEST_UPLOAD

SAY = "HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class ReceivingWorker(ThreadWorker):  # type: ignore[misc]
    """Waits for whoever sends or hangs up slowly, as for many at once, in one loop."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._arriving: dict[Any, Arrival] = {}
        self._leaving: dict[Any, int] = {}  # and how much each has said since
        self._uploads: list[Any] = []
        self._quits = False

    def accept(self, listener: Any) -> None:
        """Where there is no more room, the one who takes longest gives way."""
        if self.nr_conns >= self.worker_connections - 1 and self._arriving:
            self._drop(next(iter(self._arriving)))
        super().accept(listener)

    def enqueue_req(self, conn: Any) -> None:
        """For each request, on a connection that is new or was kept."""
        ahead = conn.parser.unreader.take_buffered() if conn.parser else b""
        self._arriving[conn] = arrival = Arrival(ahead)
        self._watch(conn, self._receive, ARRIVE)
        self._begin_if_whole(conn, arrival)

    def _receive(self, conn: Any, _: Any) -> None:
        arrival = self._arriving.get(conn)
        if arrival is None:  # it has been dropped since the loop looked
            return
        if (data := _read(conn)) is None:
            self._drop(conn)
        else:
            arrival.add(data)
            self._begin_if_whole(conn, arrival)
            if (
                arrival.is_upload
                and conn in self._arriving
                and conn not in self._uploads
            ):
                self._give_longer(conn)

    def _give_longer(self, conn: Any) -> None:
        """To who sends files. Of too many at once, who takes longest gives way."""
        self._uploads = [each for each in self._uploads if each in self._arriving]
        if len(self._uploads) >= UPLOADS:
            self._refuse(self._uploads.pop(0), HTTPStatus.SERVICE_UNAVAILABLE)
        self._uploads.append(conn)
        conn.timeout += LONGER

    def _begin_if_whole(self, conn: Any, arrival: Arrival) -> None:
        try:
            if not arrival.is_whole:
                return
        except Refused as refused:
            self._refuse(conn, refused.status)
            return
        self._forget(conn)
        conn.parser = get_parser(self.cfg, [bytes(arrival.received)], conn.client)
        conn.initialized = True
        conn.is_cut = arrival.is_cut
        conn.may_say = DRAINED if arrival.is_upload else 4 * PIECE
        super().enqueue_req(conn)

    def handle_quit(self, sig: int, frame: Any) -> None:
        """A terminal tells every process to stop, and gunicorn tells its workers again:
        once more would break off what the first is about to end, and tell of a fault.
        gunicorn's own asks for the lock of its threads, which may be held right now; as
        the process ends, Python waits for them all the same.
        """
        if not self._quits:
            self._quits = True
            super(ThreadWorker, self).handle_quit(sig, frame)

    def handle_request(self, req: Any, conn: Any) -> Any:
        conn.sock.settimeout(TAKE)
        return super().handle_request(req, conn)

    def _keepalive_after(self, conn: Any, keepalive: Any) -> bool:
        """What is left of a body that was not waited for would be the next request."""
        return not conn.is_cut and super()._keepalive_after(conn, keepalive)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """gunicorn's own waits in the loop for whoever was answered to hang up."""
        if fs.cancelled() or fs.exception() or fs.result():
            super().finish_request(conn, fs)
        else:
            self._see_off(conn)

    def _refuse(self, conn: Any, status: HTTPStatus) -> None:
        with contextlib.suppress(OSError):
            conn.sock.send(SAY.format(status=status).encode())
        self._forget(conn)
        self._see_off(conn)

    def _see_off(self, conn: Any) -> None:
        """Read on for a moment: to close over what was not read takes the answer back."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._close(conn)
            return
        self._leaving[conn] = 0
        drains = getattr(conn, "may_say", 0) == DRAINED
        self._watch(conn, self._overhear, ARRIVE if drains else LINGER)

    def _overhear(self, conn: Any, _: Any) -> None:
        if conn not in self._leaving:
            return
        data = _read(conn)
        self._leaving[conn] += len(data or b"")
        if data is None or self._leaving[conn] > getattr(conn, "may_say", 4 * PIECE):
            self._drop(conn)

    def murder_pending(self) -> None:
        """Called at least once a second: who has taken too long goes."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [each for each in self._leaving if each.timeout <= now]:
            self._drop(conn)
        for conn, arrival in list(self._arriving.items()):
            if not (arrival.received or self.alive):
                self._drop(conn)
            elif conn.timeout <= now:
                self._refuse(conn, HTTPStatus.REQUEST_TIMEOUT)

    def _watch(self, conn: Any, act: Callable[[Any, Any], None], patience: int) -> None:
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + patience
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(act, conn))

    def _forget(self, conn: Any) -> None:
        self._arriving.pop(conn, None)
        self._leaving.pop(conn, None)
        with contextlib.suppress(KeyError, ValueError):
            self.poller.unregister(conn.sock)

    def _drop(self, conn: Any) -> None:
        self._forget(conn)
        self._close(conn)

    def _close(self, conn: Any) -> None:
        self.nr_conns -= 1
        conn.close()


def _read(conn: Any) -> bytes | None:
    """What has come meanwhile; None where nothing comes any more."""
    try:
        return conn.sock.recv(PIECE) or None
    except BlockingIOError:
        return b""
    except OSError:
        return None
