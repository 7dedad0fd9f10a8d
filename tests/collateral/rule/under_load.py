"""A house under load: pages, a worker and a database as services, which may be killed, and
people who book all the while.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tests.copied import lay
from tests.environment import PATIENCE, ROOT
from tests.serving import GUNICORN, free_port, get

MANAGE = [sys.executable, "manage.py"]
SERVICES = {
    "database": [*MANAGE, "database"],
    "web": GUNICORN,
    "work": [*MANAGE, "work"],
}
IN_THE_HOUSE = "import django; django.setup(); from tests.collateral.rule import"


class _Stays(urllib.request.HTTPRedirectHandler):
    """That it led on is the answer."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class House:
    """What a service manager keeps running, a second after it died."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        told = {"DATA_DIR": str(folder), "PORT": str(self.port)}
        told |= {"WEB_CONCURRENCY": "2", "DJANGO_SETTINGS_MODULE": "practice.settings"}
        self.environment = {**os.environ, **told, "DJANGO_ALLOW_ASYNC_UNSAFE": ""}
        lay(folder)
        self.staff = self.ask("laid")
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.closing = threading.Event()
        self.manager = threading.Thread(target=self._keep)

    def ask(self, what: str) -> Any:
        """What ``in_the_house`` answers, in a process of its own."""
        code = f"{IN_THE_HOUSE} in_the_house; in_the_house.{what}()"
        done = subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
        )
        return json.loads(done.stdout)

    def __enter__(self) -> House:
        for name in SERVICES:
            self._start(name)
        self.manager.start()
        self.wait_until_open()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.manager.join()
        for name in reversed(SERVICES):
            self.running[name].terminate()
            self.running[name].wait(PATIENCE)

    def kill(self, what: str) -> None:
        """``database``, ``web`` or ``work`` whole; or one process below it."""
        if what == "postmaster":
            pid = self.folder / "postgres" / "postmaster.pid"
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                os.kill(int(pid.read_text().splitlines()[0]), signal.SIGKILL)
            return
        name, _, below = what.partition(" ")
        pids = [self.running[name].pid]
        children = _children(pids[0])
        for pid in children[:1] if below else [*pids, *children]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def wait_until_open(self) -> float:
        """Seconds until there is a page, from the database, and somebody at work."""
        began = time.monotonic()
        while not (self._answers() and _children(self.running["work"].pid)):
            assert time.monotonic() < began + PATIENCE
            time.sleep(0.05)
        return time.monotonic() - began

    def _answers(self) -> bool:
        unknown = {"Cookie": "sessionid=one-that-has-ended"}
        with contextlib.suppress(OSError):
            return get(f"http://127.0.0.1:{self.port}/sign-in/", unknown)[0] == 200
        return False

    def _start(self, name: str) -> None:
        with (self.folder / f"{name}.log").open("a") as log:
            self.running[name] = subprocess.Popen(
                SERVICES[name], cwd=ROOT, env=self.environment, stderr=log, stdout=log
            )

    def _keep(self) -> None:
        while not self.closing.wait(0.2):
            for name, process in self.running.items():
                if process.poll() is not None:
                    self._start(name)


class Booker(threading.Thread):
    """One who books one time after another, and sends again what was not answered."""

    def __init__(
        self, house: House, person: dict[str, Any], until: threading.Event
    ) -> None:
        super().__init__()
        self.house, self.person, self.until = house, person, until
        self.told: list[str] = []
        self.opener = urllib.request.build_opener(_Stays)

    def run(self) -> None:
        for number in range(10_000):
            mark = uuid.uuid4().hex
            while not self._book(mark, number):
                if self.until.is_set():
                    return
                time.sleep(0.05)
            self.told.append(mark)
            if self.until.is_set():
                return

    def _book(self, mark: str, number: int) -> bool:
        day = date.fromisoformat(self.person["first_day"]) + timedelta(number // 12)
        form = {
            "form_key": str(uuid.UUID(mark)),
            "contacts": self.person["contact"],
            "date": day.isoformat(),
            "start": f"{8 + number % 12:02}:00",
            "length": 50,
            "room": "video",
            "format": "joint",
            "purpose": "relationship",
            "topics": mark,
            "despite": "A test.",
        }
        token = "t" * 32
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.house.port}{self.person['path']}",
            urllib.parse.urlencode(form).encode(),
            {
                "Cookie": f"sessionid={self.person['session']}; csrftoken={token}",
                "X-CSRFToken": token,
            },
        )
        try:
            self.opener.open(request, timeout=PATIENCE)
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code == HTTPStatus.FOUND and (
                    answer.headers["Location"].startswith("/sessions/")
                )
        except OSError:
            return False
        return False


def _children(pid: int) -> list[int]:
    kin = Path(f"/proc/{pid}/task/{pid}/children")
    with contextlib.suppress(OSError):
        return [int(each) for each in kin.read_text().split()]
    return []
