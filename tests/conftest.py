"""The cast and the props that every test may use."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.environment import CHROMIUM, ROOT

pytest_plugins = ["tests.cast", "tests.privacy.house", "tests.privacy.walk"]


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """Debian's Chromium, which will not run as root in its sandbox."""
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": args}


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Pages are named by their path: ``page.goto("/clients/")``."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Tables that refuse TRUNCATE let the tests on real connections start empty."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def past_the_triggers(self: Any, statements: list[str]) -> None:
        flush(self, ["SET LOCAL session_replication_role = replica", *statements])

    operations.execute_sql_flush = past_the_triggers


@pytest.fixture(scope="session")
def collected() -> Iterator[None]:
    """The static files as they are served for real, for processes that tests start."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STATIC_ROOT"] = folder
        command = [sys.executable, "manage.py", "collectstatic", "--noinput"]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
        yield
        del os.environ["STATIC_ROOT"]
