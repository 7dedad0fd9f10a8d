"""A worker of gunicorn with one thread, and those who would hold it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from django.conf import settings

from practice.setup.arrival import LARGEST
from practice.setup.worker import UPLOADS
from tests.environment import PATIENCE, ROOT
from tests.serving import free_port, wait_for

GET = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
LAST = GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
HALVES = {
    "nothing": b"",
    "half a line": b"GE",
    "half the headers": b"GET /a HTTP/1.1\r\nHo",
    "half the body": b"POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe",
}
COMMAND = [
    *(sys.executable, "-m", "gunicorn", "--no-control-socket"),
    *("--worker-class", "practice.setup.worker.ReceivingWorker", "--threads", "1"),
    *("--worker-connections", "40", "--keep-alive", str(PATIENCE)),
]

Connect = Callable[[], socket.socket]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the worker listens, which says how much it has read."""
    port = free_port()
    process = subprocess.Popen(
        [*COMMAND, "--bind", f"127.0.0.1:{port}", "tests.practice.setup.echo"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "practice.settings"},
        stderr=subprocess.DEVNULL,
    )
    wait_for(port, process)
    yield port
    process.send_signal(signal.SIGINT)
    process.wait(timeout=PATIENCE)


@pytest.fixture
def connect(port: int) -> Iterator[Connect]:
    with ExitStack() as stack:

        def connect() -> socket.socket:
            here = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
            return stack.enter_context(here)

        yield connect


def answer(here: socket.socket, asked: bytes = b"") -> str:
    """The first line of one answer, and its body."""
    here.sendall(asked)
    got = b""
    while not (head := re.search(rb"Content-Length: (\d+)\r\n\r\n", got)):
        got += piece if (piece := here.recv(1)) else b"\r\nContent-Length: 0\r\n\r\n"
    body = b""
    while len(body) < int(head[1]):
        body += here.recv(1)
    return f"{got.decode().splitlines()[0]} {body.decode()}"


def rest(here: socket.socket) -> bytes:
    """What is said until the other side hangs up."""
    said = b""
    with suppress(ConnectionResetError):
        while piece := here.recv(4096):
            said += piece
    return said


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_twenty_who_send_only_half_hold_nobody_up(
    half: bytes, connect: Connect
) -> None:
    for _ in range(20):
        connect().sendall(half)
    assert answer(connect(), GET) == "HTTP/1.1 200 OK /a 0"


def test_twenty_who_never_hang_up_hold_nobody_up(connect: Connect) -> None:
    for _ in range(20):
        assert answer(connect(), LAST) == "HTTP/1.1 200 OK /a 0"
    assert answer(connect(), GET) == "HTTP/1.1 200 OK /a 0"


def test_where_there_is_no_more_room_who_takes_longest_gives_way(
    connect: Connect,
) -> None:
    halves = [connect() for _ in range(60)]
    for half in halves:
        half.sendall(HALVES["half a line"])
    assert answer(connect(), GET) == "HTTP/1.1 200 OK /a 0"
    rest(halves[0])


def test_a_request_in_pieces_is_answered_once_it_is_whole(connect: Connect) -> None:
    here = connect()
    here.sendall(HALVES["half the body"])
    assert answer(connect(), GET) == "HTTP/1.1 200 OK /a 0"
    assert answer(here, b"llo") == "HTTP/1.1 200 OK /b 5"


def test_requests_on_one_connection_are_answered_in_turn(connect: Connect) -> None:
    here = connect()
    here.sendall(HALVES["half the body"] + b"llo" + GET + GET[:9])
    assert answer(here) == "HTTP/1.1 200 OK /b 5"
    assert answer(here) == "HTTP/1.1 200 OK /a 0"
    assert answer(here, GET[9:]) == "HTTP/1.1 200 OK /a 0"


def test_what_is_too_long_is_begun_without_it_and_never_read_as_a_request(
    connect: Connect,
) -> None:
    here = connect()
    head = f"POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: {LARGEST + 1}\r\n\r\n"
    assert answer(here, head.encode()) == "HTTP/1.1 200 OK /b 0"
    here.sendall(GET)
    assert rest(here) == b""


def upload(length: int) -> bytes:
    head = "POST /scans/ HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n"
    return head.format(length).encode()


def test_files_arrive_whole(connect: Connect) -> None:
    most = settings.LARGEST_WITH_FILES
    sent = upload(most) + bytes(most)
    assert answer(connect(), sent) == f"HTTP/1.1 200 OK /scans/ {most}"


def test_of_many_who_send_files_who_takes_longest_gives_way(connect: Connect) -> None:
    senders = [connect() for _ in range(UPLOADS + 1)]
    for each in senders:
        each.sendall(upload(LARGEST + 1))
        assert answer(connect(), GET) == "HTTP/1.1 200 OK /a 0"
    assert b" 503 " in rest(senders[0])
    last = answer(senders[-1], bytes(LARGEST + 1))
    assert last == f"HTTP/1.1 200 OK /scans/ {LARGEST + 1}"


def test_whoever_sends_too_large_files_to_the_end_reads_the_answer(
    connect: Connect,
) -> None:
    here, much = connect(), settings.LARGEST_WITH_FILES + 1
    assert answer(here, upload(much)) == "HTTP/1.1 200 OK /scans/ 0"
    here.sendall(bytes(much))
    here.shutdown(socket.SHUT_WR)
    assert here.recv(1) == b""


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        (b"GET /" + b"a" * 70_000, 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 6\r\n\r\n", 400),
    ],
)
def test_what_cannot_become_a_request_is_refused_and_ends(
    asked: bytes, status: int, connect: Connect
) -> None:
    here = connect()
    assert f"HTTP/1.1 {status} " in answer(here, asked)
    assert rest(here) == b""


def test_told_twice_to_stop_it_ends_what_it_is_at_and_tells_of_no_fault(
    tmp_path: Path,
) -> None:
    """As from a terminal: once by it, and once by gunicorn."""
    port, begun, ends = free_port(), tmp_path / "begun", tmp_path / "ends"
    os.mkfifo(begun)
    os.mkfifo(ends)
    process = subprocess.Popen(
        [*COMMAND, "--bind", f"127.0.0.1:{port}", "tests.practice.setup.echo"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "practice.settings"},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    said = ""
    while not (worker := re.search(r"worker with pid: (\d+)", said)):
        said += process.stderr.readline() or pytest.fail(said)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as here:
        assert answer(here, GET)  # its thread has begun
        waits = f"\r\nX-Begun: {begun}\r\nX-Ends: {ends}\r\n\r\n"
        here.sendall(GET.replace(b"\r\n\r\n", waits.encode()))
        begun.read_bytes()
        os.killpg(process.pid, signal.SIGINT)
        while "Worker exiting" not in said:
            said += process.stderr.readline() or pytest.fail(said)
        for _ in range(1000):
            with suppress(ProcessLookupError):
                os.kill(int(worker[1]), signal.SIGQUIT)
                os.sched_yield()
        ends.write_bytes(b"")
    said += process.communicate(timeout=PATIENCE)[1]
    assert "Traceback" not in said
