"""Records each look once it is known what came of it, before it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from collateral.looking.declared import BY_QUERY
from collateral.looking.not_looks import NOT_LOOKS
from collateral.looking.record import LAST_ID, Seen, record
from collateral.looking.whose import QUESTIONS
from practice.accounts.addresses import address_of
from practice.looking.models import Outcome
from practice.web.middleware import GetResponse
from practice.web.requests import id_in

# What has a page with it, beside all that went well: a form with what is wrong about it.
SHOWN_AGAIN = {HTTPStatus.CONFLICT, HTTPStatus.GONE, HTTPStatus.UNPROCESSABLE_ENTITY}
# A program that was let in, where it is one that asks: set by whoever knows it.
SYSTEM = "asked_by_system"


@dataclass(frozen=True)
class Look:
    """What is asked for, and by whom: before the view, which may sign them out."""

    user: int | None
    route: str
    of: str
    about: int | None
    day: date | None

    def seen(
        self, user: int | None, system: int | None, outcome: str, address: str | None
    ) -> Seen:
        known = self.of in QUESTIONS
        return Seen(
            user=user,
            system=system,
            route=self.route,
            outcome=outcome,
            address=address,
            of=self.of if known else "client_id",
            subject=self.about if known else None,
            about=self.about,
            day=self.day,
        )


def look_at(route: str, ids: dict[str, Any], request: HttpRequest) -> Look:
    """The first id in the address is what it is about, if anything can have it."""
    if route in BY_QUERY:
        of, about = "client_id", id_in(request.GET.get("client", ""))
    else:
        numbers = ((name, value) for name, value in ids.items() if type(value) is int)
        of, about = next(numbers, ("", None))
    of = route if route in QUESTIONS else of
    about = about if about is not None and about <= LAST_ID else None
    return Look(request.user.pk, route, of, about, ids.get("day"))


class LookMiddleware:
    """A look that cannot be recorded is not answered. What leads on, and what failed,
    has shown nothing.

    Stands behind all that answers in a view's place and tells nothing of a client, and
    before what does.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        look: Look | None = getattr(request, "look", None)
        outcome = outcome_of(response)
        if look and outcome:
            system = getattr(request, SYSTEM, None)
            user = None if system else look.user
            if user or system:
                record(look.seen(user, system, outcome.value, address_of(request)))
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        match = request.resolver_match
        route = match.url_name if match else None
        if route and route not in NOT_LOOKS:
            look = look_at(route, kwargs, request)
            request.look = look  # type: ignore[attr-defined]


def outcome_of(response: HttpResponseBase) -> Outcome | None:
    """What came of it; None if it showed nothing, and refused nothing."""
    status = response.status_code
    if status == HTTPStatus.NOT_FOUND:
        return Outcome.REFUSED
    went_well = HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
    if (went_well and status != HTTPStatus.NO_CONTENT) or status in SHOWN_AGAIN:
        return Outcome.SEEN
    return None
