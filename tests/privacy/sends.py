"""What fills each form of the house so that nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tests.both_parents import sent
from tests.heard import call_sent
from tests.privacy.canary import (
    CANARY,
    FORMS,
    booking,
    client_details,
    forms_typed,
    wished,
)
from tests.privacy.furniture import white
from tests.privacy.parents import parents_forms
from tests.privacy.times import times_typed
from tests.privacy.told import tellings
from tests.privacy.typed import by_hand, checked, revocation, signature, wording_typed

if TYPE_CHECKING:
    from practice.models import User
    from tests.privacy.rooms import House


def _covering(colleague: User) -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {"colleague": str(colleague.pk), "first": today, "last": today}


# Whose form is that of a booking.
BOOKS = {"booking", "coverage", "times", "session_move", "session_coverage"}


def sends_of(house: House, route: str) -> dict[str, Any]:
    """What fills the whole form of ``route`` so that nothing is wrong with it."""
    if route in BOOKS:
        return booking(house.ben)
    if fill := _each(house).get(route):
        return fill()
    for fills in _several(house):
        if route in (filled := fills()):
            return filled[route]
    return FORMS.get(route, {})


def _each(house: House) -> dict[str, Callable[[], dict[str, Any]]]:
    """By route. Only the one that is asked for is filled: some take a paper's drawing."""
    return {
        "order_new": lambda: {
            "contact": str(house.una.pk),
            "ruling": ["no_contact"],
            "dated_on": timezone.localdate().isoformat(),
            "court": f"Court of {CANARY}",
            "evidence": f"A copy, for {CANARY}.",
        },
        "session_video": lambda: {"address": f"https://video.example/{CANARY}"},
        "person_clients": lambda: {
            "to": str(house.ada.pk),
            "clients": [str(house.kim.pk)],
        },
        "own_passkey": lambda: {"name": f"Key of {CANARY}"},
        "password_forgotten": lambda: {"who": CANARY},
        "own_mail": lambda: {"email": f"{CANARY}@work.example"},
        "contact_mail": lambda: {"own": "on", "agreed": "on"},
        "client_new": lambda: client_details(house.ada),
        "client_edit": lambda: client_details(house.ada),
        "draft_signature": lambda: signature(house.marias) | {"to": "agent-1"},
        "client_sitting": lambda: {"drafts": [str(house.marias.pk)], "to": "agent-1"},
        "draft_by_hand": lambda: by_hand(house.marias),
        "draft_check": lambda: checked(house.sams),
        "form_check": lambda: checked(house.form_paper),
        "scans": lambda: {"papers": white()},
        "logo_settings": lambda: {"picture": white()},
        "scan_page": lambda: {
            "printout": str(house.marias.printouts.get().pk),
            "page": "1",
        },
        "wording_edit": lambda: wording_typed(house.wording),
        "release_revocation": lambda: revocation(house.bens),
        "release_records": lambda: {
            "consent": str(house.bens.document.signatures.get().consent_id)
        },
        "release_event": lambda: {
            "releases": [str(house.bens.pk)],
            "reason": f"As {CANARY} asked.",
        },
        "release_sessions": lambda: {
            "sessions": [str(house.held.pk)],
            "decision": "cancel",
            "reason": f"As {CANARY} asked.",
        },
        "schedule_names": lambda: {"names": "1", "back": "/day/"},
        "session_participants": lambda: {"contact": str(house.sam.pk)},
        "wish_new": lambda: wished(house.una),
        "parent_entry_new": lambda: sent(house.entry.contact),
        "client_stop": lambda: {"contacts": [str(house.ben.pk)]},
        "client_calls": lambda: call_sent(
            caller=f"Ida {CANARY}", words=f"As {CANARY} says."
        ),
        "client_family": lambda: {"contacts": [str(house.ben.pk)]},
        "client_cover": lambda: _covering(house.cleo),
        "person_cover": lambda: _covering(house.cleo),
        "client_care": lambda: {
            "how": "discharged_on",
            "day": timezone.localdate().isoformat(),
        },
        "print_batch_new": house.prints.sends,
        "session_topics": lambda: {f"about-{house.ben.pk}": ["skills"]},
        "session_reopening": lambda: {"contacts": [str(house.ben.pk)]},
        "release_copy": lambda: {
            "signature": str(house.bens.document.signatures.get().pk),
            "way": "given",
        },
    }


def _several(house: House) -> list[Callable[[], dict[str, dict[str, Any]]]]:
    """Each of several routes."""
    return [
        lambda: forms_typed(house.jordan),
        lambda: parents_forms(house.ben),
        tellings,
        lambda: times_typed(CANARY),
        lambda: house.afterwards.sends(house.una),
        lambda: house.repeated.sends(CANARY),
    ]
