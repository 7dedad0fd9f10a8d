"""What goes wrong in the house, or is asked in another way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection, transaction
from django.http import Http404
from django.template import Context, Template
from django.test import Client as Browser

from practice.database.base import DatabaseUnavailableError
from tests.privacy.canary import CANARY, booking
from tests.privacy.doors import browser_of, patterns
from tests.privacy.rooms import House
from tests.privacy.visits import Visit, seen


def oddities(house: House) -> Iterator[Visit]:
    """What goes wrong, or is asked in another way."""
    browser = browser_of(house.ada, raise_request_exception=False)

    def odd(
        how: str, route: str, ask: Callable[..., Any], *args: Any, **more: Any
    ) -> Visit:
        with transaction.atomic():
            visit = seen("ada", how, route, ask(*args, **more))
            transaction.set_rollback(how != "refused")
        return visit

    for route in (pattern.name for pattern in patterns()):
        if house.sends(route) and route != "sign_in":
            yield odd("empty", route, browser.post, house.path(route), {})
    page, refused = house.path("booking"), booking(house.maria, house.ben)
    for headers in ({}, {"HX-Request": "true"}, {"Accept": "application/json"}):
        yield odd("refused", "booking", browser.post, page, refused, headers=headers)
    yield odd("kept", "booking", browser.get, page)
    coverage = house.path("coverage")
    htmx = {"HX-Request": "true"}
    yield odd("part", "coverage", browser.post, coverage, refused, headers=htmx)
    yield odd("part", "clients", browser.post, "/clients/", {"q": "j"}, headers=htmx)
    yield odd("404", "", browser.get, f"/{CANARY}/?q={CANARY}")
    yield odd("404", "client", browser.get, "/clients/7000000/")
    yield odd("400", "clients", browser.post, "/clients/", {"q": f"{CANARY}\0"})
    host = f"{CANARY}.example"
    yield odd("400", "clients", browser.get, "/clients/", headers={"Host": host})
    long = {"q": CANARY * 200_000}
    yield odd("413", "clients", browser.post, "/clients/", long)
    strict = browser_of(house.ada, enforce_csrf_checks=True)
    yield odd("403", "booking", strict.post, page, refused)
    wrong = {"username": CANARY, "password": CANARY}
    yield seen("nobody", "wrong", "sign_in", Browser().post("/sign-in/", wrong))
    for status, fault in FAULTS:
        with mock.patch("collateral.client.views.ruler", side_effect=fault):
            yield odd(status, "client", browser.get, house.path("client"))


def _sql(statement: str) -> Callable[..., None]:
    def run(*_: Any, **__: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


def _template(*_: Any, **__: Any) -> None:
    Template("{% if words|length_is:'many' %}{% endif %}").render(
        Context({"words": CANARY})
    )


class _TellingError(Exception):
    def __repr__(self) -> str:
        return CANARY


FAULTS: list[tuple[str, Any]] = [
    ("500", ValueError(f"no name like {CANARY}")),
    ("500", _TellingError(CANARY)),
    ("500", _template),
    # DETAIL: Failing row contains (…) and Key (name)=(…) already exists.
    (
        "500",
        _sql(f"UPDATE clients_client SET legal_name = '', chosen_name = '{CANARY}'"),
    ),
    (
        "500",
        _sql(f"INSERT INTO practice_room (name) VALUES ('{CANARY}'), ('{CANARY}')"),
    ),
    ("500", _sql(f"SELECT '{CANARY}'::int")),
    ("500", _sql(f"SELECT {CANARY} FROM clients_client")),
    ("503", DatabaseUnavailableError(f"no database {CANARY}")),
    ("404", Http404(CANARY)),
    ("403", PermissionDenied(CANARY)),
    ("400", SuspiciousOperation(CANARY)),
]
