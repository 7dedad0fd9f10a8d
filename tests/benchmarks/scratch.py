"""Databases of their own for benchmarks, and how long things take in them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client as Browser
from django.test import override_settings

from practice.models import User
from tests.asleep import let_triggers_sleep

PLAIN = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}


@contextmanager
def scratch_database(name: str) -> Iterator[str]:
    """Migrated and empty, where triggers may sleep; whatever connects inside connects to
    it. Dropped at the end.
    """
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{name}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    let_triggers_sleep()
    made = connection.settings_dict["NAME"]
    try:
        with override_settings(STORAGES=PLAIN):
            yield made
    finally:
        turn_to(made)
        connection.creation.destroy_test_db(usual, verbosity=0)


def turn_to(name: str) -> None:
    """Connect to another database from now on."""
    connection.close()
    connection.settings_dict["NAME"] = name


def signed_in(user: User) -> Browser:
    """A browser in which ``user`` is signed in."""
    browser = Browser(SERVER_NAME="localhost")
    browser.force_login(user)
    return browser


def seconds(act: Callable[[], Any]) -> float:
    """How long ``act`` takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
