"""Files of unknown make, opened in a process apart: what breaks or hangs it breaks nothing
of ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from typing import IO, Any

from django.conf import settings

from practice.paper.scanning.limits import (
    SECONDS,
    SECONDS_A_PAGE,
    SUFFIXES,
    TYPES,
    UNKNOWN,
    Trouble,
)

CHILD = "practice.paper.scanning.child"


@dataclass(frozen=True)
class Look:
    """What a file is, and how many pages it has."""

    kind: str
    pages: int


@dataclass(frozen=True)
class Read:
    """A page as a JPEG of our own making, and the codes on it."""

    jpeg: bytes
    width: int
    height: int
    codes: list[str]


def look(content: bytes, name: str = "", declared: str = "") -> Look:
    """Raises ``Trouble`` for what is not taken, and for what is not what it is called."""
    with _child("look", content, SECONDS) as out:
        found = _line(out)
    seen = Look(found["kind"], found["pages"])
    _, dot, suffix = name.rpartition(".")
    if dot and suffix.lower() not in SUFFIXES[seen.kind]:
        raise Trouble("disguised")
    declared = declared.partition(";")[0].strip().lower()
    if declared not in (*UNKNOWN, *TYPES[seen.kind]):
        raise Trouble("disguised")
    return seen


def read(content: bytes, pages: int) -> Iterator[Read]:
    """Its pages, each as soon as it is read. Raises ``Trouble``."""
    with _child("read", content, SECONDS + pages * SECONDS_A_PAGE) as out:
        seen = _line(out)
        for _ in range(seen["pages"]):
            said = _line(out)
            jpeg = out.read(said.pop("length"))
            yield Read(jpeg=jpeg, **said)


@contextmanager
def _child(what: str, content: bytes, seconds: int) -> Iterator[IO[bytes]]:
    command = [sys.executable, "-m", CHILD, what]
    with subprocess.Popen(  # noqa: S603 - our own program
        command,
        cwd=settings.BASE_DIR,
        env={"PATH": "", "LANG": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin
        assert process.stdout
        timer = Timer(seconds, process.kill)
        timer.start()
        try:
            with suppress(BrokenPipeError):
                process.stdin.write(content)
                process.stdin.close()
            yield process.stdout
        finally:
            timer.cancel()
            process.kill()


def _line(out: IO[bytes]) -> dict[str, Any]:
    """Raises ``Trouble`` where it says so, and where it died."""
    try:
        said: dict[str, Any] = json.loads(out.readline())
    except ValueError:
        raise Trouble("broken") from None
    if trouble := said.get("trouble"):
        raise Trouble(trouble)
    return said
