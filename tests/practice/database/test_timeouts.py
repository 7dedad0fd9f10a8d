"""What serves pages waits only so long; a command waits as long as it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from practice.database.timeouts import FOR_PAGES
from tests.environment import PATIENCE, ROOT

SHOW = """
import django; django.setup()
import json
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT name, setting::int FROM pg_settings WHERE name LIKE '%timeout'")
    print(json.dumps(dict(cursor.fetchall())))
"""
GUNICORN_WAITS = 60_000  # milliseconds
NONE = dict.fromkeys(FOR_PAGES, 0)


def limits(code: str, options: str = "") -> dict[str, int]:
    """Milliseconds, on a connection to the server of the tests."""
    said = connection.settings_dict
    url = f"postgres://{said['USER']}@{said['HOST'].replace('/', '%2F')}/postgres"
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "practice.settings",
            "DATABASE_URL": f"{url}{options}",
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    found = json.loads(done.stdout)
    return {name: found[name] for name in FOR_PAGES}


@pytest.mark.django_db
def test_what_serves_pages_gives_up_before_gunicorn_does() -> None:
    for name, milliseconds in limits(f"import practice.wsgi\n{SHOW}").items():
        assert 0 < milliseconds < GUNICORN_WAITS, name


@pytest.mark.django_db
def test_a_command_has_no_limit() -> None:
    assert limits(SHOW) == NONE


@pytest.mark.django_db
def test_a_limit_of_the_practices_own_holds() -> None:
    own = "?options=-c%20lock_timeout%3D7s"
    found = limits(f"import practice.wsgi\n{SHOW}", own)
    assert found["lock_timeout"] == 7_000
    assert found["statement_timeout"] > 0
