"""One walk through the house by everyone, whose traces the other tests look at."""

from __future__ import annotations

import io
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser

from practice.database.roles import APP
from releases.printing.paper import original
from tests.privacy.doors import browser_of, patterns
from tests.privacy.house import build
from tests.privacy.oddities import oddities
from tests.privacy.rooms import House
from tests.privacy.traces import appended, logged, server_log, told_on_stderr
from tests.privacy.visits import Visit, everything, seen
from tests.refusals import run

WHO = ("ada", "cleo", "finn", "nora", "nobody")


@dataclass(frozen=True)
class Walk:
    """All visits, and what was left in the logs meanwhile."""

    visits: list[Visit]
    log: str
    stderr: str
    postgres: str

    def by(self, who: str, how: str) -> list[Visit]:
        return [v for v in self.visits if (v.who, v.how) == (who, how)]


@pytest.fixture(scope="session")
def walk(django_db_setup: None, django_db_blocker: Any) -> Walk:
    """The house is taken down again before anyone looks."""
    log, stderr, postgres = io.StringIO(), io.StringIO(), io.StringIO()
    with (
        django_db_blocker.unblock(),
        logged(log),
        told_on_stderr(stderr),
        appended(server_log(), postgres),
        transaction.atomic(),
    ):
        house = build()
        run(f"SET LOCAL ROLE {APP}")  # as whom pages connect
        visits = [*everyone(house), *oddities(house)]
        transaction.set_rollback(True)
    return Walk(visits, log.getvalue(), stderr.getvalue(), postgres.getvalue())


def everyone(house: House) -> Iterator[Visit]:
    """Each door, by everyone, with GET and with a form that is in order; and on."""
    original(house.bens.document)  # rendered once for all
    before = everything()
    for who in WHO:
        browser = browser_of(getattr(house, who, None))
        cookies = deepcopy(browser.cookies)
        for route in (pattern.name for pattern in patterns()):
            for how in ("get", "post"):
                browser.cookies = deepcopy(cookies)
                yield from visits(house, who, how, route, browser, before)


def visits(
    house: House, who: str, how: str, route: str, browser: Browser, before: object
) -> Iterator[Visit]:
    sends = house.sends(route) if how == "post" else {}
    with transaction.atomic():
        response = whole(getattr(browser, how)(house.path(route), sends))
        yield seen(who, how, route, response, wrote=everything() != before)
        if how == "post" and response.status_code == 302:
            yield seen(who, "then", route, browser.get(response.headers["Location"]))
        transaction.set_rollback(True)


def whole(response: Any) -> Any:
    """What is sent in pieces is in one, so that it can be looked at more than once."""
    if not response.streaming:
        return response
    once = HttpResponse(response.getvalue(), headers=response.headers)
    once.request = response.request  # type: ignore[attr-defined]
    return once
