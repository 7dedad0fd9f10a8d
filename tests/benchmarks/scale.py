"""Pages at a thousand times the practice.

The practice at scale stays in a database of its own, made when it is not there or has
other tables; BENCH_SCALE chooses a smaller one.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clients.models import Client
from collateral.demo.practice import fill, made_on
from practice.models import User
from tests.benchmarks.scratch import scratch_database, seconds, signed_in, turn_to
from tests.benchmarks.table import Row

SCALE = int(os.environ.get("BENCH_SCALE", "1000"))
ROUNDS, TIMES = 6, 8


def run() -> list[Row]:
    """Ratios of medians, taken in turns."""
    large = practice_of(SCALE)
    with turned_to(large):
        day = made_on() or timezone.localdate()
    with scratch_database("scale") as small:
        fill(day, 1, may_sign_in=False)
        looks = looks_at(day)
        return [_compared(name, look, small, large) for name, look in looks.items()]


def practice_of(times: int) -> str:
    """The database of the practice so many times over, made if it is not there."""
    name, unfinished = f"scale_{times}", f"scale_{times}_unfinished"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = %s",
            [name],
        )
        if cursor.fetchone() == (_schema(),):
            return name
        for each in (name, unfinished):
            cursor.execute(f"DROP DATABASE IF EXISTS {each}")
        cursor.execute(f"CREATE DATABASE {unfinished}")
    with turned_to(unfinished):
        call_command("migrate", verbosity=0)
        call_command("demo", scale=times, stdout=StringIO())
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")
        cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [_schema()])
    return name


def _schema() -> str:
    """Tells a database of today's tables from one that was kept since."""
    migrations = sorted(settings.BASE_DIR.glob("*/migrations/*.py"))
    return sha256(b"".join(each.read_bytes() for each in migrations)).hexdigest()


@contextmanager
def turned_to(name: str) -> Iterator[None]:
    """Inside, whatever connects connects to this database."""
    usual = connection.settings_dict["NAME"]
    turn_to(name)
    try:
        yield
    finally:
        turn_to(usual)


@dataclass(frozen=True)
class Look:
    """Someone looks at a page, or types ``words`` into it."""

    username: str
    url: str
    words: str = ""

    def browser(self) -> Browser:
        return signed_in(User.objects.get(username=self.username))

    def take(self, browser: Browser) -> None:
        if self.words:
            typing = {"HX-Request": "true"}
            response = browser.post(self.url, {"q": self.words}, headers=typing)
        else:
            response = browser.get(self.url)
        assert response.status_code == HTTPStatus.OK, (self.url, response.status_code)


def looks_at(day: date) -> dict[str, Look]:
    """The demo's own people have the same keys, and the same day, at any scale."""
    jordan = Client.objects.get(legal_name="Jordan Reyes").pk
    history = reverse("history")
    return {
        "client page": Look("okafor", reverse("client", args=[jordan])),
        "booking page": Look("okafor", reverse("booking", args=[jordan])),
        "week": Look("okafor", reverse("week_of", args=[day])),
        "day": Look("delgado", reverse("day")),
        "all clients": Look("delgado", reverse("clients")),
        "client search": Look("delgado", reverse("clients"), "whitcomb"),
        "releases": Look("delgado", reverse("releases")),
        "history page": Look("brandt", history),
        "history of a client": Look("brandt", f"{history}?client={jordan}"),
    }


def _compared(name: str, look: Look, small: str, large: str) -> Row:
    taken: dict[str, list[float]] = {small: [], large: []}
    queries: dict[str, int] = {}
    for _ in range(ROUNDS):
        for database, times in taken.items():
            turn_to(database)
            browser = look.browser()
            with CaptureQueriesContext(connection) as captured:
                look.take(browser)
            queries[database] = len(captured)
            look.take(browser)
            times += [seconds(partial(look.take, browser)) for _ in range(TIMES)]
    few, many = queries[small], queries[large]
    return Row(
        f"{name}, at {SCALE:,} times the practice",
        statistics.median(taken[large]) / statistics.median(taken[small]),
        "≤ 1.3",
        f"{few} queries" if few == many else f"{few} queries, {many} at scale",
    )
