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
from typing import IO, Any, cast

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


class Died(Exception):  # noqa: N818 - it is what happened, not an error of ours
    """The process that had the file open is no more."""


class Reader:
    """Opens one file after another; where the process died of one, the next has another."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def look(self, content: bytes, name: str = "", declared: str = "") -> Look:
        """Raises ``Trouble`` for what is not taken, or is not what it is called."""
        with self._asked(content, SECONDS, read=False) as out:
            found = Look(**_line(out))
        _, dot, suffix = name.rpartition(".")
        if dot and suffix.lower() not in SUFFIXES[found.kind]:
            raise Trouble("disguised")
        declared = declared.partition(";")[0].strip().lower()
        if declared not in (*UNKNOWN, *TYPES[found.kind]):
            raise Trouble("disguised")
        return found

    def read(self, content: bytes, pages: int) -> Iterator[Read]:
        """Its pages, each as soon as it is read. Raises ``Trouble``."""
        seconds = SECONDS + pages * SECONDS_A_PAGE
        with self._asked(content, seconds, read=True) as out:
            for _ in range(_line(out)["pages"]):
                said = _line(out)
                jpeg = out.read(said.pop("length"))
                yield Read(jpeg=jpeg, **said)

    @contextmanager
    def _asked(
        self, content: bytes, seconds: int, *, read: bool
    ) -> Iterator[IO[bytes]]:
        process = self._running()
        asked = {"length": len(content), "read": read}
        to, out = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        # By the clock, as against the processor's: it may be kept waiting by others.
        timer = Timer(3 * seconds, process.kill)
        timer.start()
        try:
            with suppress(BrokenPipeError):
                to.write(json.dumps(asked).encode() + b"\n" + content)
                to.flush()
            yield out
        except Trouble:
            raise
        except Died:
            self._end()
            raise Trouble("broken") from None
        except BaseException:
            # In the middle of an answer: nothing after it would be understood.
            self._end()
            raise
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", CHILD],
                cwd=settings.BASE_DIR,
                env={"PATH": "", "LANG": "C.UTF-8"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.communicate()
        self._process = None


def _line(out: IO[bytes]) -> dict[str, Any]:
    """Raises ``Trouble`` where it says so, ``Died`` where it says no more."""
    try:
        said: dict[str, Any] = json.loads(out.readline())
    except ValueError:
        raise Died from None
    if trouble := said.get("trouble"):
        raise Trouble(trouble)
    return said
