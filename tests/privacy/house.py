"""The house that these tests walk through: everyone's papers, and every door to them.

Whatever somebody could have written holds the canary, so that it can be looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from collateral.models import Session, SharedSessionPlan, Status
from practice.models import Role, Room, User
from releases.models import Release, ReleaseDraft
from releases.terms import content
from tests.booked import book, typed
from tests.cast import client_of, contact_of, user
from tests.clock import afternoon
from tests.signed import draft_for, sign

CANARY = "Zylphin"
PASSWORD = f"between two {CANARY} chairs"
PLAN = f"the plum orchard of {CANARY}"  # what only the clinician's own plan says


ACTS = [
    "client_new",
    "client_edit",
    "contact_new",
    "contact_edit",
    "draft_new",
    "draft_edit",
    "draft_signature",
    "booking",
    "session_move",
    "session_participants",
    "session_reopening",
    "release_revocation",
    "release_event",
    "session_cancellation",
]


@dataclass(frozen=True)
class House:
    """Ada's client Jordan with three contacts, and Cleo's client Kim with one.

    Ben has a release in force, a session that stands on it and one on hold; Maria's
    release awaits signature; Sam's is in force. Lee's session is tomorrow.
    """

    ada: User
    cleo: User
    finn: User
    nora: User
    jordan: Client
    ben: Contact
    maria: Contact
    sam: Contact
    bens: Release
    marias: ReleaseDraft
    booked: Session
    held: Session
    kim: Client
    lee: Contact
    lees: Release
    kims: ReleaseDraft
    kims_session: Session

    def ids(self, route: str) -> dict[str, Any]:
        """Whatever id a route of Ada's may ask for."""
        session = self.held if route == "session_reopening" else self.booked
        return {
            "client_id": self.jordan.pk,
            "contact_id": self.maria.pk,
            "draft_id": self.marias.pk,
            "release_id": self.bens.pk,
            "session_id": session.pk,
            "day": timezone.localdate() + timedelta(days=7),
        }

    def path(self, route: str) -> str:
        """Where ``route`` leads to among Ada's."""
        asked = {name: self.ids(route)[name] for name in arguments(route)}
        return reverse(route, kwargs=asked)

    def sends(self, route: str) -> dict[str, Any]:
        """What fills the whole form of ``route`` so that nothing is wrong with it."""
        if route in {"booking", "coverage", "session_move"}:
            return booking(self.ben)
        return {
            "client_new": client_details(self.ada),
            "client_edit": client_details(self.ada),
            "draft_signature": signature(self.marias),
            "session_participants": {"contact": str(self.sam.pk)},
            "session_reopening": {"contacts": [str(self.ben.pk)]},
        }.get(route, FORMS.get(route, {}))


def build(mark: str = CANARY) -> House:
    """The house, furnished; everything that someone wrote holds ``mark``."""
    ada = user(f"ada.{CANARY}", f"Dr. Ada {mark}", Role.CLINICIAN)
    ada.password = hashed(PASSWORD)
    ada.save(update_fields=["password"])
    cleo = user("cleo", f"Cleo {mark}", Role.CLINICIAN)
    Room.objects.create(name=f"{mark} room")
    jordan = client_of(ada, f"Jordan {mark}", chosen_name=f"Jo {mark}")
    ben = contact_of(jordan, f"Ben {mark}", f"partner {mark}")
    maria = contact_of(jordan, f"Maria {mark}", "mother")
    sam = contact_of(jordan, f"Sam {mark}")
    kim = client_of(cleo, f"Kim {mark}")
    lee = contact_of(kim, f"Lee {mark}", "brother")
    bens = sign(ben, expires_event=f"{mark} moves out")
    sign(sam)
    lees = sign(lee)
    booked = book(jordan, [ben], afternoon(7))
    held = book(jordan, [ben], afternoon(8), status=Status.HELD)
    kims_session = book(kim, [lee], afternoon(1))
    plans = SharedSessionPlan.objects.exclude(session=kims_session)
    plan = PLAN.replace(CANARY, mark)
    plans.update(topics=plan, boundaries=f"Never {plan}.")
    reason = f"Because of {mark}."
    record(EventKind.CANCELLED, jordan, ada, session_id=booked.pk, reason=reason)
    words = {"details": f"As {mark} likes.", "off_limits": f"Not of {mark}."}
    return House(
        ada=ada,
        cleo=cleo,
        finn=user("finn", f"Finn {mark}", Role.FRONT_DESK),
        nora=user("nora", f"Nora {mark}", Role.ADMIN),
        jordan=jordan,
        ben=ben,
        maria=maria,
        sam=sam,
        bens=bens,
        marias=draft_for(maria, ada, sensitive_topics=["hiv"], **words),
        booked=booked,
        held=held,
        kim=kim,
        lee=lee,
        lees=lees,
        kims=draft_for(lee, cleo),
        kims_session=kims_session,
    )


@cache
def hashed(password: str) -> str:
    """Slow on purpose, so once for all."""
    return make_password(password)


@pytest.fixture
def house(db: None) -> House:
    return build()


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


# What is typed


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


def _release() -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "topics": ["attendance"],
        "sensitive_topics": ["hiv"],
        "details": f"What {CANARY} likes.\nAnd more.",
        "off_limits": f"What {CANARY} does not.",
        "purpose": "support",
        "discloser": "practice",
        "effective_on": today.isoformat(),
        "expires_on": (today + timedelta(days=90)).isoformat(),
        "expires_event": f"{CANARY} ends treatment here",
    }


def signature(draft: ReleaseDraft) -> dict[str, str]:
    return {
        "read": content.sha256_of(content.of_draft(draft)),
        "signer": f"Jordan {CANARY}",
        "capacity": "agent",
        "authority": f"agent of {CANARY}",
        "mark": "typed",
        "typed_name": f"Jordan {CANARY}",
        "initials_hiv": CANARY,
        "witness": f"Wim {CANARY}",
        "intends": "on",
    }


FORMS: dict[str, dict[str, Any]] = {
    "sign_in": {"username": f"ada.{CANARY}", "password": PASSWORD},
    "clients": {"q": CANARY},
    "contact_new": _contact(),
    "contact_edit": _contact(),
    "draft_new": _release(),
    "draft_edit": _release(),
    "release_revocation": {"reason": f"As {CANARY} asked."},
    "release_event": {"reason": f"As {CANARY} asked."},
    "session_cancellation": {"reason": f"As {CANARY} asked."},
    "history": {"name": CANARY},
}
