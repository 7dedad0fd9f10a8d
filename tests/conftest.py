"""The cast and the props that every test may use."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from functools import partialmethod
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, expect

from practice.chained import current
from practice.management.commands.migrate import give_rights
from tests.environment import CHROMIUM
from tests.laid import laid

pytest_plugins = [
    "tests.cast",
    "tests.mailing",
    "tests.privacy.house",
    "tests.privacy.walk",
]

SLOWEST = 60_000  # milliseconds for a page: two cores may be busy with much else
expect.set_options(timeout=SLOWEST)


@pytest.fixture(scope="session", autouse=True)
def _as_the_environment_says() -> Iterator[None]:
    """What is tested without a database reads from none what holds for the practice."""
    asked, asked_at = current.newest, current.Current.at

    def newest(model: type[Any]) -> Any:
        try:
            return asked(model)
        except RuntimeError:  # pytest-django's: none may be asked here
            return None

    def at(of: current.Current[Any], moment: datetime) -> Any:
        try:
            return asked_at(of, moment)
        except RuntimeError:
            return of.as_installed()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(current, "newest", newest)
        patch.setattr(current.Current, "at", at)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """Debian's Chromium, which will not run as root in its sandbox."""
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": args}


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """One whose contexts all wait for a machine that is busy."""
    made = browser.new_context

    def patient(**options: Any) -> BrowserContext:
        context = made(**options)
        context.set_default_timeout(SLOWEST)
        return context

    browser.new_context = patient  # type: ignore[method-assign]
    return browser


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Pages are named by their path: ``page.goto("/clients/")``."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any
) -> None:
    """Each process tests on a copy of one database, which is laid once."""
    with django_db_blocker.unblock():
        copied = {"TEMPLATE": laid(), "MIGRATE": False}
    connection.settings_dict["TEST"] |= copied


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tests may lay a past; commits wait for no disk, and what tests on real connections
    leave is deleted: a TRUNCATE of every table takes a hundred times as long, and triggers
    refuse both. Whoever is connected still at the end is sent away: a browser that keeps
    its line to the server keeps a connection, too.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        cursor.execute(f"ALTER DATABASE {name} SET third_chair.past = 'laid'")
        give_rights()
        cursor.execute("SET third_chair.past = 'laid'")  # of this connection, too
        for each in CLOSED:
            cursor.execute(f"DELETE FROM {each}")
        cursor.execute(f"SELECT max(id) FROM {LAW}")
        last = cursor.fetchone()[0]
    connection.close()
    type(connection.ops).sql_flush = partialmethod(emptied, laid=last)
    # Nobody asks which kinds of content there are, or who may change them.
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(
        dispatch_uid="django.contrib.auth.management.create_permissions"
    )
    yield
    with django_db_blocker.unblock(), connection.creation._nodb_cursor() as cursor:
        cursor.execute(SEND_AWAY, [connection.settings_dict["NAME"]])


SEND_AWAY = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s
"""

# The law of the states, as the migrations laid it: what a test adds is numbered after it.
LAW = "clients_stateprofile"
AS_LAID = f"""
    UPDATE {LAW} AS law SET superseded_from = NULL
    WHERE superseded_from IS NOT NULL AND NOT EXISTS (
        SELECT FROM {LAW} AS next
        WHERE next.state = law.state AND next.version = law.version + 1
    )
"""

# Tests run on holidays as well, and book at night: what a practice begins with is left to
# those that are about it (``tests/practice/hours``).
CLOSED = ("practice_workinghours", "practice_closedday")

# What plans are made of: nobody added what ships.
SHIPPED = ("collateral_planprompt", "collateral_plantemplate")

# The tables that Procrastinate keeps itself, of which Django does not know.
QUEUE = (
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_jobs",
    "procrastinate_workers",
)


def emptied(
    self: Any, style: Any, tables: list[str], *, laid: int, **_: Any
) -> list[str]:
    """The statements that leave ``tables`` as migrations do, past their triggers: empty,
    but for the law, of which ``laid`` is the last, and for what plans are made of.
    """
    ours = [each for each in tables if each not in {LAW, *SHIPPED}]
    rows = [f"DELETE FROM {self.quote_name(each)}" for each in (*ours, *QUEUE)]
    rows += [f"DELETE FROM {each} WHERE added_by_id IS NOT NULL" for each in SHIPPED]
    added = f"DELETE FROM {LAW} WHERE id > {laid}"
    return ["SET LOCAL session_replication_role = replica", *rows, added, AS_LAID]


@pytest.fixture(scope="session")
def collected() -> Iterator[None]:
    """The static files under the names by which they are served for real, for processes
    that tests start; not compressed, which takes ten times as long."""
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    with tempfile.TemporaryDirectory() as folder:
        with override_settings(STATIC_ROOT=folder, STORAGES=storages):
            call_command("collectstatic", interactive=False, verbosity=0)
        os.environ["STATIC_ROOT"] = folder
        yield
        del os.environ["STATIC_ROOT"]
