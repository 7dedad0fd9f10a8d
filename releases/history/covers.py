"""How the history tells that a colleague covered a client."""

from __future__ import annotations

from datetime import date

from clients.models import ConsentEvent, EventKind
from practice.formats import say_day_short_year

SENTENCES: dict[str, str] = {
    EventKind.COVERED: (
        "{actor} named {former} to cover {client} from {first} through {last}."
    ),
    EventKind.COVER_ENDED: (
        "{actor} ended that {former} covers {client}, which was to be from {first} "
        "through {last}."
    ),
}


def days_in(event: ConsentEvent) -> dict[str, str]:
    """The first and the last day of a cover."""
    return {name: _day(event, name) for name in ("first", "last")}


def _day(event: ConsentEvent, name: str) -> str:
    detail = event.detail if isinstance(event.detail, dict) else {}
    try:
        return say_day_short_year(date.fromisoformat(detail[name]))
    except (KeyError, TypeError, ValueError):
        return "a day"
