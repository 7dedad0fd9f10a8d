"""The canary, and a form for each door that is full of it and in order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from clients.models import IDENTITY, Client, Contact
from practice.models import User
from tests.booked import typed
from tests.clock import afternoon
from tests.formed import typed_form
from tests.planned import PLANNED, plan_sent
from tests.screened import answered
from tests.signed import EVERY_WAY

CANARY = "Zylphin"
PASSWORD = f"between two {CANARY} chairs"
PLAN = f"the plum orchard of {CANARY}"  # what only the clinician's own plan says


def client_details(clinician: User) -> dict[str, str]:
    return {
        "legal_name": f"Ines {CANARY}",
        "chosen_name": CANARY,
        "date_of_birth": "1991-03-04",
        "state": "NY",
        "language": CANARY,
        "modality": "cbt",
        "clinician": str(clinician.pk),
    }


def booking(*contacts: Contact, days: int = 16) -> dict[str, Any]:
    words = {"topics": f"Talk of {CANARY}.", "boundaries": f"Not of {CANARY}."}
    words["despite"] = f"As {CANARY} asked."
    return typed(contacts, afternoon(days), **words)


def _contact() -> dict[str, str]:
    return {
        "name": f"Ola {CANARY}",
        "relationship": f"aunt {CANARY}",
        "organisation": f"{CANARY} School",
        "phone": f"555 {CANARY}",
        "email": f"{CANARY}@example.org",
        "date_of_birth": "1960-01-02",
        "language": CANARY,
    }


def _correction() -> dict[str, str]:
    who = {name: value for name, value in _contact().items() if name in IDENTITY}
    return {**who, "reason": f"As {CANARY} is now called.", "same_person": "yes"}


def _authority() -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {
        "contact": "",
        "person_name": f"Ida {CANARY}",
        "kind": "agent",
        "acts": "either",
        "evidence": f"What {CANARY} signed.",
        "seen_on": today,
        "starts_on": today,
        "scope": f"For {CANARY}.",
    }


def _release() -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "topics": ["attendance"],
        "sensitive_topics": ["hiv"],
        "details": f"What {CANARY} likes.\nAnd more.",
        "off_limits": f"What {CANARY} does not.",
        "purposes": ["support"],
        **EVERY_WAY,
        "effective_on": (today + timedelta(days=1)).isoformat(),  # midnight may pass
        "expires_on": (today + timedelta(days=90)).isoformat(),
        "expires_event": f"{CANARY} ends treatment here",
    }


def _notes() -> dict[str, Any]:
    apart = {"sensitive_topics": [], "purposes": ["information"]}
    return _release() | apart


def _law() -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {
        "value": "yes",
        "source": f"As {CANARY} has it.",
        "seen": "statute",
        "confidence": "high",
        "effective_from": today,
        "reason": f"As {CANARY} asked.",
        "shown": "1",
        "agreed": f"{today}..",  # it ends nothing, and nothing waits
    }


SENT_BY_LINK = {
    "signer": f"Ida {CANARY}",
    "how": "shown",
    "whose": "own",
    "email": f"{CANARY}@example.org",
    "phone": f"555 {CANARY}",
}


def forms_typed(client: Client) -> dict[str, dict[str, str]]:
    """What an agent of ``client`` signs beside releases, on the screen, by a link and on
    paper.
    """
    name = f"Ida {CANARY}"
    sent = typed_form(client, capacity="agent", signer=name) | {
        "authority": f"agent of {CANARY}"
    }
    day = {"signed_on": timezone.localdate().isoformat(), "filed": "on"}
    link = SENT_BY_LINK | {"to": sent["who"]}
    return {"form_signature": sent, "form_filing": sent | day, "form_link": link}


def wished(contact: Contact) -> dict[str, str]:
    return {
        "initiator": "parent",
        "contact": str(contact.pk),
        "words": f"I want to bring {CANARY}.",
        "asked_on": timezone.localdate().isoformat(),
    }


FORMS: dict[str, dict[str, Any]] = {
    "sign_in": {"username": f"ada.{CANARY}", "password": PASSWORD},
    "clients": {"q": CANARY},
    "slot": {"q": CANARY},
    "contact_new": _contact(),
    "contact_edit": _contact(),
    "contact_correction": _correction(),
    "authority_new": _authority(),
    "draft_new": _release(),
    "draft_notes": _notes(),
    "draft_edit": _release(),
    "draft_refusal": {
        "who": "1",
        "signer": f"Luis {CANARY}",
        "said_on": timezone.localdate().isoformat(),
        "reason": f"As {CANARY} asked.",
    },
    "draft_link": SENT_BY_LINK | {"to": "client-0"},
    "link_door": {"born": "1990-05-02"},
    "scan_discarding": {"reason": f"As {CANARY} asked."},
    "preset_new": {"name": f"Of {CANARY}"},
    "preset_edit": {"name": f"As {CANARY}"},
    "release_lapse": {"reason": f"As {CANARY} asked."},
    "release_voiding": {"reason": f"As {CANARY} asked."},
    "revocation_writing": {
        "signed_on": timezone.localdate().isoformat(),
        "witness": f"Wim {CANARY}",
    },
    "authority_closing": {"reason": f"As {CANARY} asked.", "seen": "."},
    "session_door": {
        "contact": "",
        "name": f"Zoe {CANARY}",
        "relationship": f"aunt of {CANARY}",
        "preset": "friend",
    },
    "session_cancellation": {
        "whose": "client",
        "why": "ill",
        "reason": f"As {CANARY} asked.",
    },
    "screening": answered(
        said=f"As {CANARY} said.",
        resolution=f"As {CANARY} likes.",
        conditions=f"If {CANARY} likes.",
    ),
    "client_goals": {"words": f"Of {CANARY}", "known_by": f"By {CANARY}"},
    "plan_approval": {"number": "1", "who": "client", "how": "told"},
    "plan_edit": plan_sent(
        2,
        # As no name is written: of whom it names, nothing is kept for everyone.
        **dict.fromkeys(PLANNED, f"Of {CANARY.lower()}."),
    ),
    "incident_new": {"what": f"What {CANARY} did."},
    "wish_closing": {"closed_as": "declined", "closed_why": f"As {CANARY} asked."},
    "paper_alarm": {"outcome": f"As {CANARY} found."},
    "restoration": {"why": f"As {CANARY} failed."},
    "verify": {"sha256": "0" * 64},
    "people": {
        "name": f"Uma {CANARY}",
        "role": "clinician",
        "email": f"uma@{CANARY}.example",
    },
    "emergency_new": {
        "reason": f"As {CANARY} fell.",
        "name": f"Uma {CANARY}",
        "born": "1990-05-02",
        "lasts": "1",
    },
    "letterhead_settings": {
        "name": f"{CANARY} Street",
        "address": f"1 {CANARY} Street",
        "phone": f"(518) {CANARY}",
    },
    "rooms": {"name": f"Attic {CANARY}"},
    "room_edit": {"name": f"Loft {CANARY}"},
    "person_role": {"role": "front_desk"},
    "systems": {"name": f"Let {CANARY} in"},
    "law_review": {"values": ["minor_age"], "shown": "1"},
    "law_value": _law(),
    "history": {"name": CANARY},
}
