"""Pages of two processes through one small pool, as on machines of their own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.utils import timezone

from practice.database.pooled import connect_query
from practice.database.timeouts import FOR_PAGES
from tests.environment import PATIENCE, ROOT
from tests.practice.database.sited import Site, sited
from tests.serving import GUNICORN, free_port
from tests.several import (
    NEEDS_PGBOUNCER,
    PGBOUNCER,
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

DEFER = """
import practice.wsgi
from django.db import connection
from practice.database.pooled import is_pooled
from practice.jobs.stalled import take_up_stalled
assert is_pooled(connection)
take_up_stalled.defer(timestamp=0)
"""
DAYS = 12
BOOKED = HTTPStatus.FOUND


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with sited() as site:
        yield site


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
    manage("-c", DEFER, **site.settings)
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
    assert manage("-c", read, **site.settings) == "True\n"


def test_pages_are_limited_behind_the_pool_and_commands_are_not(site: Site) -> None:
    asked = """
import {what}
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting <> '0'", [{names}])
    print(len(cursor.fetchall()))
"""
    for what, found in (("practice.wsgi", len(FOR_PAGES)), ("practice", 0)):
        code = asked.format(what=what, names=list(FOR_PAGES))
        assert int(manage("-c", code, **site.settings)) == found


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
