"""What it costs that each look is recorded: pages with and without, in turns.

With the disk: each look waits for its commit, as it does for whoever works here.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from clients.models import Client
from collateral.demo.practice import fill
from collateral.models import Session
from practice.models import Look, User
from tests.benchmarks.scratch import scratch_database, seconds, signed_in
from tests.benchmarks.table import Row

RECORDS = "collateral.looking.middleware.LookMiddleware"
TIMES = 80


def run() -> list[Row]:
    """Ratios of medians, each look beside one that is not recorded."""
    with scratch_database("looking"):
        fill(timezone.localdate(), 1, may_sign_in=False)
        jordan = Client.objects.get(legal_name="Jordan Reyes")
        theirs = Session.objects.filter(client=jordan).latest("pk")
        pages = {
            "client page": ("okafor", reverse("client", args=[jordan.pk])),
            "session page": ("okafor", reverse("session", args=[theirs.pk])),
            "week": ("okafor", reverse("week")),
            "all clients": ("delgado", reverse("clients")),
        }
        return [_compared(name, *page) for name, page in pages.items()]


def _compared(name: str, username: str, url: str) -> Row:
    user = User.objects.get(username=username)
    with_it = signed_in(user)
    without = [each for each in settings.MIDDLEWARE if each != RECORDS]
    taken: dict[bool, list[float]] = {True: [], False: []}
    before = Look.objects.count()
    plain = signed_in(user)
    with override_settings(MIDDLEWARE=without):
        plain.get(url)  # from now on it goes by these
    for number in range(TIMES + 2):
        for recorded in (True, False) if number % 2 else (False, True):
            browser = with_it if recorded else plain

            def look(browser: object = browser) -> None:
                assert browser.get(url).status_code == HTTPStatus.OK  # type: ignore[attr-defined]

            time = _undisturbed(look)
            if number > 1:  # the first ones warm up
                taken[recorded].append(time)
    assert Look.objects.count() - before == TIMES + 2
    medians = {each: statistics.median(times) for each, times in taken.items()}
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        (waits,) = cursor.fetchone()
    more = (medians[True] - medians[False]) * 1000
    return Row(
        f"{name}, recorded",
        medians[True] / medians[False],
        "≤ 1.1",
        f"{more:.1f} ms more; synchronous_commit {waits}",
    )


def _undisturbed(look: Callable[[], None]) -> float:
    """Garbage is collected between looks, as ``timeit`` has it: whichever of the two it
    fell on would else be the slower one, by more than what is measured.
    """
    gc.collect()
    gc.disable()
    try:
        return seconds(look)
    finally:
        gc.enable()
