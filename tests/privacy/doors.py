"""Every door to the house, and who stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver

from practice.models import User

ACTS = [
    "client_new",
    "client_edit",
    "contact_new",
    "contact_edit",
    "contact_correction",
    "contact_mail",
    "session_video",
    "authority_new",
    "authority_closing",
    "order_new",
    "draft_new",
    "draft_notes",
    "draft_edit",
    "draft_refusal",
    "draft_by_hand",
    "draft_check",
    "scan_page",
    "scan_discarding",
    "parent_entry_new",
    "parent_entry_striking",
    "form_filing",
    "form_check",
    "form_withdrawal",
    "client_disclosure",
    "contact_disclosure",
    "disclosure_correction",
    "disclosure_striking",
    "hours_edit",
    "busy_new",
    "calendars",
    "calendar_address",
    "booking",
    "session_move",
    "session_participants",
    "session_reopening",
    "release_revocation",
    "release_event",
    "release_voiding",
    "release_lapse",
    "revocation_writing",
    "release_sessions",
    "session_cancellation",
    "series_move",
    "series_reopening",
    "series_left_out",
    "series_letting_go",
    "series_cancellation",
    "session_arrival",
    "session_door",
    "arrival_undoing",
    "plan_edit",
    "client_goals",
    "goal_closing",
    "plan_approval",
    "wish_new",
    "wish_closing",
    "client_stop",
    "screening",
    "incident_new",
    "stop_lifting",
    "client_family",
    "intake_new",
    "check_in_new",
    "expectation_new",
    "client_calls",
    "inquiry_new",
    "inquiry_answer",
    "session_debrief",
    "session_debrief_correction",
    "home_practice_new",
    "home_practice_closing",
    "observation_new",
    "observation_correction",
]

# There for nobody but whoever was handed something to sign, signed in or not.
# Acts whose form is whole when it is empty: it says yes, or nobody.
EMPTY_WILL_DO = {
    "session_video",
    "hours_edit",
    "stop_lifting",
    "parent_entry_striking",
    "form_withdrawal",
    "client_family",
    "goal_closing",
}
ASK = [route for route in ACTS if route not in EMPTY_WILL_DO]
ROOM = {
    "room",
    "room_form",
    "room_plan",
    "room_step",
    "room_refusal",
    "room_paper",
    "room_leaving",
}


def browser_of(who: User | None, **options: Any) -> Browser:
    """A browser in which ``who`` is signed in, or nobody."""
    browser = Browser(**options)
    if who:
        browser.force_login(who)
    return browser


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every route there is."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


def arguments(route: str) -> list[str]:
    """What the address of ``route`` holds."""
    (pattern,) = (each for each in patterns() if each.name == route)
    return list(pattern.pattern.converters)
