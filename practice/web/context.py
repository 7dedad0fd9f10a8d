"""What every template may say about the practice, and the way about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from practice.letterhead.current import letterhead
from practice.models import Role


@dataclass(frozen=True)
class Place:
    """A page in the header, and what the names of the routes beneath it start with."""

    label: str
    route: str
    beneath: tuple[str, ...]


SESSIONS = ("session", "series", "booking", "times", "plan")
HOURS = ("hours", "busy", "calendar", "own_mail")
CLIENTS = Place(
    "Clients",
    "clients",
    (
        "client",
        "contact",
        "authority",
        "order",
        "parent",
        "emergency",
        "wish",
        "stop",
        "screening",
        "incident",
        "goal",
        "intake",
        "check_in",
        "expectation",
        "inquiry",
        "home_practice",
        "observation",
        "disclosure",
        "form",
        "call",
    ),
)
PRINTED = ("print", "what_ends", "paper_blank")
RELEASED = (
    "release",
    "draft",
    "revocation",
    "scan",
    "link",
    "papers_to_check",
    "preset_new",
)
RELEASES = Place("Releases", "releases", RELEASED)
NEEDS = Place("Needs you", "needs", ("needs",))
PRINTING = Place("Print room", "print_room", PRINTED)
HISTORY = Place("Consent history", "history", ("history",))
WEEK = Place("Schedule", "week", ("week", "slot"))
SETTINGS = Place(
    "Settings",
    "practice_settings",
    (
        *HOURS,
        "practice_hours",
        "practice_settings",
        "closed_day",
        "wording",
        "law",
        "letterhead",
        "logo",
        "policy",
        "seal",
        "paper_alarm",
        "system",
        "people",
        "person",
        "invitation",
        "rooms",
        "room_edit",
        "job",
        "ideas",
        "looks",
    ),
)
PLACES = {
    Role.CLINICIAN: (
        Place("Schedule", "week", ("week", "slot", *SESSIONS, *HOURS)),
        NEEDS,
        CLIENTS,
        Place("Releases", "releases", (*RELEASED, *PRINTED)),
    ),
    Role.FRONT_DESK: (
        Place("Today", "day", ("day", *SESSIONS, *HOURS)),
        NEEDS,
        WEEK,
        CLIENTS,
        RELEASES,
        PRINTING,
    ),
    Role.ADMIN: (HISTORY, NEEDS, WEEK, CLIENTS, SETTINGS),
}


def practice(request: HttpRequest) -> dict[str, Any]:
    """Asks the database nothing by itself: error pages are given this, too."""
    return {
        "PRACTICE_NAME": SimpleLazyObject(lambda: letterhead().name),
        "DEMO": settings.DEMO,
        "PLACES": PLACES,
        # Lets a page run the scripts that it names. Where a fault came before
        # CSPMiddleware there is none, and none runs.
        "csp_nonce": getattr(request, "csp_nonce", None),
        "route": request.resolver_match.url_name if request.resolver_match else "",
    }
