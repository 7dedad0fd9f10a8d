"""What an event kept of its act, in words; of a row that is odd, nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from clients.models import ConsentEvent
from practice.formats import say_instant


def detail_of(event: ConsentEvent) -> dict[str, Any]:
    """The detail; of a row that is odd nothing, so that the page still tells the rest."""
    return event.detail if isinstance(event.detail, dict) else {}


def listed(event: ConsentEvent, key: str) -> list[Any]:
    found = detail_of(event).get(key)
    return found if isinstance(found, list) else []


def contacts_in(event: ConsentEvent) -> list[int]:
    return [pk for pk in listed(event, "contacts") if isinstance(pk, int)]


def isolated(name: str) -> SafeString | str:
    return format_html("<bdi>{}</bdi>", name) if name else ""


def session_in(event: ConsentEvent, known: str) -> str:
    starts = instant_in(event, "starts", "")
    return known.format(starts=starts) if starts else "a session"


def instant_in(event: ConsentEvent, key: str, otherwise: str) -> str:
    try:
        return say_instant(datetime.fromisoformat(detail_of(event)[key]))
    except (KeyError, TypeError, ValueError, OverflowError):
        return otherwise
