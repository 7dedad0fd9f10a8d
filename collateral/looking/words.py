"""A look in the words that people use: who opened whose what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.html import format_html
from django.utils.safestring import SafeString

from clients.models import Client
from collateral.looking.declared import (
    BY_QUERY,
    DOWNLOADED,
    OF_A_CLIENT,
    OF_MANY,
    PRINTED,
)
from practice.formats import say_day
from practice.looking.models import Outcome
from practice.models import Look
from releases.history.details import isolated

# By route, what it is of a client; of none, or of one who is not there, OF_NOBODY.
THINGS = {**OF_A_CLIENT, **BY_QUERY}
WHOLE = {
    "history": "the consent history",
    "history_export": "the consent history",
    "looks": "the list of who looked",
    "looks_export": "the list of who looked",
}


def names_of(looks: Iterable[Look]) -> dict[int, str]:
    """The names of the clients at whom somebody looked: one query."""
    ids = {each.client_id for each in looks if each.client_id}
    found = Client.objects.filter(pk__in=ids).values_list("pk", "name")
    return dict(found) if ids else {}


def say(look: Look, names: Mapping[int, str]) -> SafeString:
    """Dr. Amara Okafor opened Jordan Reyes’ release."""
    who = look.user or look.system
    said = format_html(
        "{} {} {}",
        isolated(str(who)),
        verb_of(look),
        _what(look, names.get(look.client_id or 0, "")),
    )
    if look.outcome == Outcome.REFUSED:
        return format_html("{}, and was not shown it.", said)
    return format_html("{}.", said)


def verb_of(look: Look) -> str:
    if look.outcome == Outcome.REFUSED:
        return "asked for"
    if look.route in PRINTED:
        return "printed"
    return "downloaded" if look.route in DOWNLOADED else "opened"


def _what(look: Look, name: str) -> SafeString:
    if name:
        thing = THINGS.get(look.route, look.route)
        return format_html("{}’s {}", isolated(name), thing)
    if look.day:
        what = OF_MANY.get(look.route, look.route)
        return format_html("{} of {}", what, say_day(look.day))
    return format_html("{}", what_of(look.route))


def what_of(route: str) -> str:
    """What a route shows, of no client whom it names."""
    if route in OF_A_CLIENT:
        return f"somebody’s {OF_A_CLIENT[route]}"
    return WHOLE.get(route) or OF_MANY.get(route) or THINGS.get(route, route)


def named() -> Subquery:
    """The client’s name, beside each look."""
    found: Any = Client.objects.filter(pk=OuterRef("client_id")).order_by()
    return Subquery(found.values("name")[:1])
