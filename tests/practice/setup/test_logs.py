"""What reaches the log when things go wrong: ids and places, nothing that was written."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from practice.models import Role, User
from practice.setup.logs import IdsOnly, fault
from tests.environment import PRODUCTION, ROOT
from tests.serving import get, serving

pytestmark = pytest.mark.long

CANARY = "Canary4711"


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Any:
    """What the log would hold, as it is written."""
    return lambda: "\n".join(map(IdsOnly().format, caplog.records))


def test_a_line_says_when_in_utc() -> None:
    """And how bad it is, and who says so, in one order."""
    record = logging.makeLogRecord({"name": "practice.mail", "msg": "No server."})
    record.created, record.levelname = 0.0, "WARNING"
    line = IdsOnly().format(record)
    assert line == "1970-01-01 00:00:00Z WARNING practice.mail No server."


def broken_view(request: HttpRequest, client_id: int) -> HttpResponse:
    name = CANARY  # a local variable, as views have
    raise ValueError(name)


def suspicious_view(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(CANARY)


def telling_view(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE notes (text text, id int CHECK (id > 0))")
        cursor.execute("INSERT INTO notes VALUES (%s, -1)", [CANARY])
    return HttpResponse()


for view in (broken_view, suspicious_view, telling_view):
    view.login_required = False  # type: ignore[attr-defined]
urlpatterns = [
    path("broken/<int:client_id>/", broken_view),
    path("suspicious/", suspicious_view),
    path("telling/", telling_view),
]
handler500 = "practice.web.views.fault"


@pytest.fixture
def outside() -> Client:
    return Client(raise_request_exception=False)


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_says_where_and_not_what(outside: Client, logged: Any) -> None:
    outside.post(f"/broken/7/?q={CANARY}", {"name": CANARY}, HTTP_REFERER=CANARY)
    log = logged()
    assert "ERROR django.request 500 POST /broken/7/ ValueError at tests/" in log
    assert CANARY not in log
    assert "?" not in log


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_broken_constraint_is_named_and_its_row_is_not(
    outside: Client, logged: Any
) -> None:
    outside.get("/telling/")
    log = logged()
    assert "from CheckViolation 23514 notes_id_check" in log
    assert CANARY not in log


@override_settings(ROOT_URLCONF=__name__)
def test_a_suspicious_request_is_logged_without_its_message(
    outside: Client, logged: Any
) -> None:
    outside.get(f"/suspicious/?q={CANARY}")
    outside.get("/suspicious/", HTTP_HOST=f"{CANARY}.example")
    log = logged()
    assert "django.security.SuspiciousOperation 400 GET /suspicious/" in log
    assert "django.security.DisallowedHost" in log
    assert CANARY.lower() not in log.lower()


@override_settings(ROOT_URLCONF=__name__)
def test_a_path_that_is_no_page_is_not_repeated(outside: Client, logged: Any) -> None:
    outside.get(f"/{CANARY}/")
    assert "404 GET (no such page)" in logged()
    assert CANARY not in logged()


def test_words_given_to_a_message_are_left_out_and_ids_are_not(logged: Any) -> None:
    ada = User(pk=3, name=CANARY, username=CANARY, role=Role.CLINICIAN)
    logging.getLogger("releases").warning(
        "release %s of %s signed on %s by %s as %s for %r",
        *(7, ada, date(2027, 1, 12), CANARY, Role.ADMIN, {"name": CANARY}),
    )
    assert logged().endswith(
        "WARNING releases release 7 of user 3 signed on 2027-01-12 by … "
        "as admin for '…'"
    )


def test_a_message_that_does_not_fit_its_words_is_left_as_it_is() -> None:
    told = {"name": "clients", "msg": "client %d", "args": (CANARY,)}
    assert IdsOnly().format(logging.makeLogRecord(told)).endswith("clients client %d")


def test_an_exception_logged_as_a_message_says_its_class(logged: Any) -> None:
    logging.getLogger("clients").error(ValueError(CANARY))
    assert logged().endswith("ERROR clients ValueError")


@pytest.mark.parametrize("name", ["weasyprint", "fontTools.subset", "psycopg"])
def test_what_others_say_is_where_they_said_it(
    name: str, logged: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, name)  # whatever the press has it say
    logging.getLogger(name).error(f"Failed to draw {CANARY}")  # noqa: G004 - as they do
    assert f"ERROR {name} test_logs.py:" in logged()
    assert CANARY not in logged()


def test_gunicorn_says_where_it_listens_and_not_what_was_asked(
    caplog: pytest.LogCaptureFixture, logged: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gunicorn = logging.getLogger("gunicorn.error")
    monkeypatch.setattr(gunicorn, "propagate", True)
    caplog.set_level(logging.INFO)
    gunicorn.info("Listening at: %s (%s)", "http://127.0.0.1:8000", 12)
    gunicorn.error("Connection in use: %s", "('127.0.0.1', 8000)")
    gunicorn.error("Error handling request %s", f"/clients/?q={CANARY}")
    assert "Listening at: http://127.0.0.1:8000 (12)" in logged()
    assert "Connection in use: ('127.0.0.1', 8000)" in logged()
    assert CANARY not in logged()


def test_a_chain_of_faults_tells_each_class_and_stops_somewhere() -> None:
    error: Exception = ValueError(CANARY)
    for _ in range(20):
        try:
            raise DatabaseError(CANARY) from error
        except DatabaseError as caught:
            error = caught
    told = fault(error)
    assert told.count("DatabaseError at tests/practice/setup/test_logs.py") == 5
    assert CANARY not in told


def test_a_command_that_fails_repeats_no_row() -> None:
    code = f"from django.db import connection\nconnection.cursor().execute('{CANARY}')"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        check=False,
        cwd=ROOT,
        env={**os.environ, **PRODUCTION},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("ProgrammingError at psycopg/")
    assert CANARY not in done.stderr


def test_a_request_without_a_route_has_no_path() -> None:
    record = logging.makeLogRecord(
        {
            "name": "django.request",
            "msg": "Not Found: %s",
            "args": (f"/{CANARY}/",),
            "request": RequestFactory().get(f"/{CANARY}/"),
            "status_code": 404,
        }
    )
    assert IdsOnly().format(record).endswith("404 GET (no such page)")


@pytest.mark.usefixtures("collected")
def test_the_server_logs_no_visit_and_no_search() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with serving(Path(folder)) as address:
            headers = {"Cookie": f"sessionid={CANARY}", "Referer": CANARY}
            get(f"{address}/clients/?q={CANARY}", headers)
            get(f"{address}/{CANARY}/", headers)
            get(f"{address}/sign-in/", headers | {"Host": f"{CANARY}.example"})
        log = (Path(folder) / "log").read_text()
        assert "404 GET (no such page)" in log
        assert "django.security.DisallowedHost" in log
        assert CANARY.lower() not in log.lower()
        assert CANARY not in (Path(folder) / "postgres" / "log").read_text()


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/s/{}/", "/s/<str:token>/"),
        ("/sign-in/forgotten/{}/", "/sign-in/forgotten/<str:key>/"),
        ("/papers/{}/", "/papers/<slug:paper>/"),
    ],
)
def test_words_in_an_address_are_not_repeated(
    path: str, route: str, adas: Client, logged: Any
) -> None:
    """One may let somebody in, and any may be a name."""
    assert adas.get(path.format(CANARY)).status_code == 404
    log = logged()
    assert CANARY not in log
    assert f"404 GET {route}" in log


def test_a_method_that_there_is_not_is_not_repeated(logged: Any, db: None) -> None:
    Client().generic(CANARY.upper(), "/sign-in/")
    assert CANARY.upper() not in logged()
    assert "405 (no such method) /sign-in/" in logged()
