"""One bad value in a form in order, and what is wrong with the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import escape
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser

from collateral.models.intake import ASKED
from tests.planned import PLANNED
from tests.privacy.doors import browser_of
from tests.privacy.pages import Page
from tests.privacy.rooms import House
from tests.privacy.visits import everything

PERSON = ["name", "relationship", "organisation", "phone", "email", "language"]
NAMES = ["legal_name", "chosen_name", "language"]
TERMS = ["details", "off_limits", "expires_event"]
TOLD = ["recipient", "address", "said", "why"]
DEBRIEF = ["agreed", "individual"]
# The fields that take words, by form.
WORDS = {
    "client_new": NAMES,
    "client_edit": NAMES,
    "contact_new": PERSON,
    "contact_edit": PERSON,
    "contact_correction": [*PERSON[:3], "reason"],
    "draft_new": TERMS,
    "draft_notes": TERMS,
    "draft_edit": TERMS,
    "preset_new": ["name"],
    "preset_edit": ["name"],
    "draft_by_hand": [
        "signer",
        "authority",
        "initials_hiv",
        "witness",
        "interpreter",
    ],
    "scan_discarding": ["reason"],
    "draft_check": ["recipient_why", "scope_why", "signature_why"],
    "release_revocation": ["witness", "reason"],
    "release_event": ["reason"],
    "draft_refusal": ["signer", "reason"],
    "client_disclosure": TOLD,
    "contact_disclosure": ["why", "said"],
    "disclosure_correction": [*TOLD, "correction"],
    "disclosure_striking": ["correction"],
    "release_voiding": ["reason"],
    "release_lapse": ["reason"],
    "revocation_writing": ["witness"],
    "authority_closing": ["reason"],
    "session_cancellation": ["reason"],
    "series_cancellation": ["reason"],
    "arrival_undoing": ["reason"],
    "session_door": ["name", "relationship"],
    "wish_new": ["words"],
    "form_filing": ["signer", "authority"],
    "form_check": ["recipient_why", "scope_why", "signature_why"],
    "screening": ["said", "resolution", "conditions"],
    "incident_new": ["what"],
    "plan_edit": [*PLANNED],
    "client_goals": ["words", "known_by"],
    "wish_closing": ["closed_why"],
    "intake_new": [*ASKED],
    "check_in_new": ["words"],
    "expectation_new": ["words"],
    "inquiry_new": ["words"],
    "client_calls": ["caller", "words"],
    "session_debrief": DEBRIEF,
    "session_debrief_correction": [*DEBRIEF, "correction"],
    "home_practice_new": ["what"],
    "observation_new": ["words"],
    "observation_correction": ["words", "correction"],
}
OPTIONAL = {
    *PERSON[2:5],
    *TERMS,
    *WORDS["draft_check"],
    *WORDS["intake_new"],  # one of them is enough
    "chosen_name",
    "address",
    "witness",
    "interpreter",
    "closed_why",
    *DEBRIEF,
    "said",
    "resolution",
    "conditions",
    *PLANNED,
}


def is_needed(route: str, field: str) -> bool:
    """Whether the form is not sent without it; nobody owes a reason to revoke."""
    if (route, field) == ("revocation_writing", "witness"):
        return True
    unasked = {
        ("release_revocation", "reason"),
        ("draft_refusal", "reason"),
        ("session_cancellation", "reason"),  # the choices say it
        ("contact_disclosure", "said"),
        ("contact_disclosure", "why"),  # owed only beyond the release, in other words
    }
    return field not in OPTIONAL and (route, field) not in unasked


@contextmanager
def undone() -> Iterator[None]:
    """The house is as it was, afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@lru_cache(maxsize=1)
def adas(house: House) -> Browser:
    """One browser for many tries at the same house."""
    return browser_of(house.ada)


def told(response: HttpResponse) -> str:
    return response.content.decode()


def leads_to(response: HttpResponse, field: str) -> bool:
    """Whether the summary above the form leads to a problem beside ``field``."""
    links = Page(told(response)).links
    return any(link in {f"#id_{field}", f"#id_{field}_0"} for link in links)


def complaints(
    house: House, route: str, field: str, value: Any, words: str
) -> Iterator[str]:
    """What is wrong with how a form answers one bad value."""
    browser, sends, before = adas(house), house.sends(route), everything()
    with undone():
        response = browser.post(house.path(route), {**sends, field: value})
        if everything() != before:
            yield f"{route} {field}: it was written"
    if response.status_code != 422:
        yield f"{route} {field}: {response.status_code}"
        return
    html = told(response)
    if words not in html:
        yield f"{route} {field}: does not say {words!r}"
    if not leads_to(response, field):
        yield f"{route} {field}: not beside the field"
    for name in WORDS[route]:
        kept = sends.get(name, "") if name != field else str(value)
        if escape(kept.strip()[:100]) not in html:
            yield f"{route} {field}: lost what was typed as {name}"
