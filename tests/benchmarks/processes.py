"""Pages a second of those who book, by one process that serves pages and by two.

Over HTTP, through PgBouncer where it is installed. Whoever asks takes a part of the same
cores: on a machine of two, no more than the lesser part of a second process shows.
"""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http import HTTPStatus
from itertools import cycle

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from tests.benchmarks.scratch import seconds
from tests.benchmarks.table import Row
from tests.practice.database.sited import Site, sited
from tests.several import PGBOUNCER

DAYS = 28
PEOPLE = 8
PAGES = 3  # the week, the form, and what is sent


def run() -> list[Row]:
    """Each booking looks at the week and at the form before it is sent."""
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    with tempfile.TemporaryDirectory() as folder, sited() as site:
        with override_settings(STATIC_ROOT=folder, STORAGES=storages):
            call_command("collectstatic", interactive=False, verbosity=0)
        os.environ["STATIC_ROOT"] = folder
        first = site.machines.web(**site.settings)[1]
        _rate(site, [first], 5)  # which warms it up
        one = _rate(site, [first], 6)
        second = site.machines.web(**site.settings)[1]
        _rate(site, [second], 7)
        two = _rate(site, [first, second], 4)
        del os.environ["STATIC_ROOT"]
    through = "through PgBouncer" if PGBOUNCER else "without a pool"
    note = (
        f"{two:.0f} pages a second against {one:.0f}, {through}, {os.cpu_count()} cores"
    )
    return [Row("pages of bookings, two processes against one", two / one, "", note)]


def _rate(site: Site, addresses: list[str], hour: int) -> float:
    """Pages a second, while every day is booked at ``hour``."""
    days = [timezone.localdate() + timedelta(3 + each) for each in range(DAYS)]
    answers: list[int | None] = []

    def all_of_them() -> None:
        with ThreadPoolExecutor(PEOPLE) as people:
            booked = people.map(
                lambda each: _book(site, *each, hour),
                zip(cycle(addresses), days, strict=False),
            )
            answers.extend(booked)

    spent = seconds(all_of_them)
    assert set(answers) == {HTTPStatus.FOUND}, answers
    return DAYS * PAGES / spent


def _book(site: Site, address: str, day: date, hour: int) -> int | None:
    assert site.ask(address, "/week/") == HTTPStatus.OK
    form = f"/clients/{site.client}/sessions/new/"
    assert site.ask(address, form) == HTTPStatus.OK
    return site.send(address, day, hour)
