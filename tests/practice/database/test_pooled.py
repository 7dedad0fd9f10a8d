"""Pages of two processes through one small pool, as on machines of their own."""

from __future__ import annotations

import http.client
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import psycopg
import pytest
from django.utils import timezone

from practice.database.pooled import connect_query
from practice.database.timeouts import FOR_PAGES
from tests.environment import PATIENCE, ROOT
from tests.serving import GUNICORN, free_port
from tests.several import (
    NAME,
    NEEDS_PGBOUNCER,
    PGBOUNCER,
    Machines,
    kill,
    machines,
    manage,
    until,
    url,
)

pytestmark = [
    pytest.mark.long,
    pytest.mark.usefixtures("collected"),
    pytest.mark.skipif(PGBOUNCER is None, reason=NEEDS_PGBOUNCER),
]

SIGN_IN = """
import django; django.setup()
from practice.models import User
from tests.benchmarks.scratch import signed_in
print(signed_in(User.objects.get(username="okafor")).cookies["sessionid"].value)
"""
DEFER = """
import practice.wsgi
from django.db import connection
from practice.database.pooled import is_pooled
from practice.jobs.stalled import take_up_stalled
assert is_pooled(connection)
take_up_stalled.defer(timestamp=0)
"""
THEIRS = """
SELECT count(*) FROM collateral_session
WHERE client_id = %s AND status = 'scheduled' AND lower(during) = %s
"""
TOKEN = "a" * 32
DAYS = 12
BOOKED = HTTPStatus.FOUND


class Site(NamedTuple):
    """Where all of them keep their records."""

    machines: Machines
    primary: Path
    settings: dict[str, str]
    session: str
    contact: int
    client: int

    def asked(self, statement: str, *given: object) -> list[tuple]:
        with psycopg.connect(host=str(self.primary), user=NAME, dbname=NAME) as server:
            return server.execute(statement, given).fetchall()

    def send(self, address: str, day: date) -> int | None:
        """The answer to a form that books Erik Strand at five; None where none comes."""
        typed = {
            "form_key": str(uuid4()),
            "csrfmiddlewaretoken": TOKEN,
            "contacts": [self.contact],
            "date": day.isoformat(),
            "start": "05:00",
            "length": 50,
            "room": "video",
            "format": "joint",
            "purpose": "relationship",
            "topics": "What helps after a hard day.",
            "boundaries": "Anyone may ask for a pause.",
            "despite": "Nobody works so early.",
        }
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        where = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        path, body = (
            f"/clients/{self.client}/sessions/new/",
            urlencode(typed, doseq=True),
        )
        try:
            where.request("POST", path, body, headers)
            return where.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            where.close()

    def booked(self, day: date) -> int:
        """How many sessions there are at five."""
        at = timezone.make_aware(datetime.combine(day, time(5)))
        return int(self.asked(THEIRS, self.client, at)[0][0])


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with machines() as made:
        primary = made.primary()
        pool = made.pool(primary)
        settings = {"DATABASE_URL": url(primary), "DATA_DIR": str(made.folder)}
        manage("manage.py", "migrate", "-v0", **settings)
        manage("manage.py", "demo", **settings)
        settings |= {"DATABASE_POOL_URL": url(pool, 6432), "WEB_CONCURRENCY": "1"}
        session = manage(
            "-c", SIGN_IN, DJANGO_SETTINGS_MODULE="practice.settings", **settings
        )
        with psycopg.connect(host=str(primary), user=NAME, dbname=NAME) as server:
            erik = (
                "SELECT id, client_id FROM clients_contact WHERE name = 'Erik Strand'"
            )
            contact, client = server.execute(erik).fetchone() or (0, 0)
        yield Site(made, primary, settings, session.strip(), contact, client)


def days(first: int) -> list[date]:
    return [timezone.localdate() + timedelta(first + each) for each in range(DAYS)]


def test_of_two_who_book_one_time_on_two_machines_one_has_it(site: Site) -> None:
    _, here = site.machines.web(**site.settings)
    _, there = site.machines.web(**site.settings)
    with ThreadPoolExecutor(16) as people:
        sent = [
            (day, people.submit(site.send, address, day))
            for day in days(3)
            for address in (here, there)
        ]
    answers = [(day, answer.result()) for day, answer in sent]
    assert None not in {status for _, status in answers}
    for day in days(3):
        ours = [status for when, status in answers if when == day]
        assert ours.count(BOOKED) == 1, (day, ours)
        assert site.booked(day) == 1


def test_a_machine_that_goes_takes_nothing_that_was_booked(site: Site) -> None:
    goes, here = site.machines.web(**site.settings)
    _, there = site.machines.web(**site.settings)
    assert site.send(here, days(16)[0]) == BOOKED
    with ThreadPoolExecutor(16) as people:
        sent = [
            (day, people.submit(site.send, address, day))
            for day in days(17)
            for address in (here, there)
        ]
        until(lambda: sum(each.done() for _, each in sent) > DAYS // 2)
        kill(goes)
    answers = [(day, answer.result()) for day, answer in sent]
    assert site.booked(days(16)[0]) == 1
    for day in days(17):
        ours = [status for when, status in answers if when == day]
        assert ours.count(BOOKED) <= 1, (day, ours)
        assert site.booked(day) >= ours.count(BOOKED)
        assert site.booked(day) <= 1
    assert site.send(there, days(30)[0]) == BOOKED


def test_what_a_page_leaves_to_do_is_done_by_who_listens_directly(site: Site) -> None:
    site.machines.work(**site.settings)
    listens = "SELECT FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'"
    until(lambda: bool(site.asked(listens)))
    manage("-c", DEFER, DJANGO_SETTINGS_MODULE="practice.settings", **site.settings)
    until(lambda: site.asked("SELECT count(*) FROM procrastinate_jobs") == [(0,)])


def test_what_is_read_in_pieces_is_read_whole_behind_the_pool(site: Site) -> None:
    read = """
import practice.wsgi
from django.db import transaction
from clients.models import ConsentEvent
many = ConsentEvent.objects.order_by("pk")
with transaction.atomic():
    inside = sum(1 for _ in many.iterator(chunk_size=7))
print(inside == sum(1 for _ in many.iterator(chunk_size=7)) == many.count() > 7)
"""
    module = {"DJANGO_SETTINGS_MODULE": "practice.settings", **site.settings}
    assert manage("-c", read, **module) == "True\n"


def test_pages_are_limited_behind_the_pool_and_commands_are_not(site: Site) -> None:
    asked = """
import {what}
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting <> '0'", [{names}])
    print(len(cursor.fetchall()))
"""
    module = {"DJANGO_SETTINGS_MODULE": "practice.settings", **site.settings}
    for what, found in (("practice.wsgi", len(FOR_PAGES)), ("practice", 0)):
        code = asked.format(what=what, names=list(FOR_PAGES))
        assert int(manage("-c", code, **module)) == found


def test_a_pool_that_sets_no_limit_serves_nothing_and_is_told(site: Site) -> None:
    with machines() as others:
        pool = others.pool(site.primary, said="")
        said = {**site.settings, "DATABASE_POOL_URL": url(pool, 6432)}
        said["PORT"] = str(free_port())
        done = subprocess.run(
            GUNICORN,
            check=False,
            cwd=ROOT,
            env={**os.environ, **said},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    assert done.returncode != 0
    assert connect_query() in done.stderr
