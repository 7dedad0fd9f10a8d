"""Which page follows from a failure of the database, each as PostgreSQL makes it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from tests.environment import PATIENCE


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@contextlib.contextmanager
def another() -> Iterator[CursorWrapper]:
    """A cursor on a connection of its own."""
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            yield cursor
    finally:
        other.close()


def until_it_has_ended(pid: int) -> None:
    end = time.monotonic() + PATIENCE
    with another() as cursor:
        while True:
            cursor.execute("SELECT FROM pg_stat_activity WHERE pid = %s", [pid])
            if cursor.rowcount == 0:
                return
            assert time.monotonic() < end
            time.sleep(0.02)


def slow_statement() -> None:
    run("SET LOCAL statement_timeout = 50")
    run("SELECT pg_sleep(60)")


def locked() -> None:
    with another() as cursor:
        cursor.execute("BEGIN; LOCK TABLE practice_room")
        run("SET LOCAL lock_timeout = 50")
        run("SELECT * FROM practice_room")


def idle() -> None:
    run("SET LOCAL idle_in_transaction_session_timeout = 50")
    until_it_has_ended(backend())
    run("SELECT 1")


def long_transaction() -> None:
    run("SET LOCAL transaction_timeout = 50")
    run("SELECT pg_sleep(60)")


def serialization() -> None:
    run("DO $$ BEGIN RAISE 'gives way' USING ERRCODE = '40001'; END $$")


def full() -> None:
    run("DO $$ BEGIN RAISE 'no room' USING ERRCODE = '53100'; END $$")


def ended() -> None:
    run("SELECT pg_terminate_backend(pg_backend_pid())")


def ended_unnoticed() -> None:
    pid = backend()
    with another() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    until_it_has_ended(pid)
    run("SELECT 1")


def disconnected() -> None:
    connection.connection.close()
    run("SELECT 1")


FAILURES: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        *(slow_statement, locked, idle, long_transaction, serialization),
        *(full, ended, ended_unnoticed, disconnected),
    )
}
LOST = {"ended", "ended_unnoticed", "disconnected"}


@csrf_exempt
def failing(request: HttpRequest, how: str) -> HttpResponse:
    with transaction.atomic():
        FAILURES[how]()
    return HttpResponse()


urlpatterns = [
    path("failing/<how>/", failing),
    path("", include("practice.urls")),
]
handler500 = "practice.web.views.fault"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", FAILURES)
def test_each_is_a_page_that_says_when_to_try_again(
    how: str, adas: Browser, settings: Any
) -> None:
    settings.ROOT_URLCONF = __name__
    adas.raise_request_exception = False
    response = adas.post(f"/failing/{how}/", {"note": "what was typed"})
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    page = response.content.decode()
    assert "What you typed is not lost" in page
    if how in LOST:
        assert "The records cannot be reached" in page
    elif how == "full":
        assert "There is no room to save" in page
    else:
        assert "The database is busy" in page
        assert "Nothing was saved; try again." in page
    connection.close()
    assert adas.get("/alive/").status_code == 204


@pytest.mark.django_db(transaction=True)
def test_the_page_that_says_so_does_not_wait_once_more(adas: Browser) -> None:
    adas.raise_request_exception = False
    run("SET lock_timeout = 50")
    with another() as cursor, CaptureQueriesContext(connection) as asked:
        cursor.execute("BEGIN; LOCK TABLE django_session")
        assert adas.get("/clients/").status_code == 503
    connection.close()
    assert sum("django_session" in each["sql"] for each in asked) == 1
