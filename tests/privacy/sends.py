"""What fills each form of the house so that nothing is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from releases.models import (
    Signature,
)
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


def sends_of(house: House, route: str) -> dict[str, Any]:
    """What fills the whole form of ``route`` so that nothing is wrong with it."""
    if route in {
        "booking",
        "coverage",
        "times",
        "session_move",
        "session_coverage",
    }:
        return booking(house.ben)
    if route == "release_copy":
        made = Signature.objects.get(document=house.bens.document_id)
        return {"signature": str(made.pk), "way": "given"}
    return {
        "order_new": {
            "contact": str(house.una.pk),
            "ruling": ["no_contact"],
            "dated_on": timezone.localdate().isoformat(),
            "court": f"Court of {CANARY}",
            "evidence": f"A copy, for {CANARY}.",
        },
        "session_video": {"address": f"https://video.example/{CANARY}"},
        "person_clients": {"to": str(house.ada.pk), "clients": [str(house.kim.pk)]},
        "own_passkey": {"name": f"Key of {CANARY}"},
        "password_forgotten": {"who": CANARY},
        "own_mail": {"email": f"{CANARY}@work.example"},
        "contact_mail": {"own": "on", "agreed": "on"},
        "client_new": client_details(house.ada),
        "client_edit": client_details(house.ada),
        "draft_signature": signature(house.marias) | {"to": "agent-1"},
        "client_sitting": {"drafts": [str(house.marias.pk)], "to": "agent-1"},
        "draft_by_hand": by_hand(house.marias),
        "draft_check": checked(house.sams),
        "form_check": checked(house.form_paper),
        "scans": {"papers": white()},
        "logo_settings": {"picture": white()},
        "scan_page": {"printout": str(house.marias.printouts.get().pk), "page": "1"},
        "wording_edit": wording_typed(house.wording),
        "release_revocation": revocation(house.bens),
        "release_records": {
            "consent": str(house.bens.document.signatures.get().consent_id)
        },
        "release_event": {
            "releases": [str(house.bens.pk)],
            "reason": f"As {CANARY} asked.",
        },
        "release_sessions": {
            "sessions": [str(house.held.pk)],
            "decision": "cancel",
            "reason": f"As {CANARY} asked.",
        },
        "schedule_names": {"names": "1", "back": "/day/"},
        "session_participants": {"contact": str(house.sam.pk)},
        "wish_new": wished(house.una),
        "parent_entry_new": sent(house.entry.contact),
        **forms_typed(house.jordan),
        "client_stop": {"contacts": [str(house.ben.pk)]},
        **parents_forms(house.ben),
        "client_calls": call_sent(caller=f"Ida {CANARY}", words=f"As {CANARY} says."),
        "client_family": {"contacts": [str(house.ben.pk)]},
        "client_cover": _covering(house.cleo),
        "person_cover": _covering(house.cleo),
        "client_care": {
            "how": "discharged_on",
            "day": timezone.localdate().isoformat(),
        },
        "print_batch_new": house.prints.sends(),
        **tellings(),
        **times_typed(CANARY),
        **house.afterwards.sends(house.una),
        **house.repeated.sends(CANARY),
        "session_topics": {f"about-{house.ben.pk}": ["skills"]},
        "session_reopening": {"contacts": [str(house.ben.pk)]},
    }.get(route, FORMS.get(route, {}))
