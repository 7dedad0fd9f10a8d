"""Whatever is killed while someone signs: what they were told is done stays done, nothing
is there by halves, and sent again it is signed once.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from practice.database.embedded import server
from tests.environment import ROOT

PHONE = """
import django
django.setup()
from tests.collateral.signing.phone import main
main()
"""
TOLD = 302  # the answer that leads on to *Thank you*
SLOWER = 1.2  # than one that nobody disturbs


class Practice:
    """A phone, and the database that it signs in."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self.process, self.folder = process, folder

    def ask(self, word: str) -> Any:
        self.tell(word)
        return self.hear()

    def tell(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def kill(self) -> None:
        """The server and all that it runs, as at a loss of power."""
        pids = (self.folder / "postgres" / "postmaster.pid").read_text().splitlines()
        first = int(pids[0])
        kin = Path(f"/proc/{first}/task/{first}/children")
        below = [int(each) for each in kin.read_text().split()] if kin.exists() else []
        for pid in (first, *below):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "DJANGO_SETTINGS_MODULE": "practice.settings",
            "DATA_DIR": folder,
            "DJANGO_ALLOW_ASYNC_UNSAFE": "",
        }
        process = subprocess.Popen(
            [sys.executable, "-c", PHONE],
            cwd=ROOT,
            env={**os.environ, **settings},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        yield Practice(process, Path(folder))
        process.communicate()
        with contextlib.suppress(FileNotFoundError):
            server.stop(Path(folder) / "postgres")


def undisturbed(practice: Practice) -> float:
    """How long a signature takes."""
    practice.ask("ready")
    since = time.monotonic()
    assert practice.ask("sign") == TOLD
    took = time.monotonic() - since
    assert set(practice.ask("look").values()) == {1}
    return took


def killed_while_signing(practice: Practice, after: float) -> bool:
    """Whether whoever signed was told that it is done."""
    practice.ask("ready")
    killing = threading.Timer(after, practice.kill)
    killing.start()
    told = practice.ask("sign") == TOLD
    killing.join()
    found = set(practice.ask("look").values())
    assert found == {1} if told else len(found) == 1
    if not told:
        practice.ask("sign")
        assert set(practice.ask("look").values()) == {1}
    return told


def kill_it(practice: Practice, times: int) -> None:
    """At as many moments, from the first to the last of a signature."""
    undisturbed(practice)  # what is read once only makes the first slow
    longest = undisturbed(practice) * SLOWER
    told = [killed_while_signing(practice, longest * n / times) for n in range(times)]
    assert told.count(False) > times / 4
    assert practice.ask("strays") == 0


@pytest.mark.long
def test_a_database_killed_six_times_loses_nothing(practice: Practice) -> None:
    kill_it(practice, 6)


@pytest.mark.stress
def test_a_database_killed_sixty_times_loses_nothing(practice: Practice) -> None:
    kill_it(practice, 60)
