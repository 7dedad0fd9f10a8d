"""The house that these tests walk through: everyone's papers, and every door to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session, SharedSessionPlan, Status
from practice.models import Role, User
from releases.models import Release, ReleaseDraft
from tests.cast import (
    afternoon,
    book,
    client_of,
    contact_of,
    draft_for,
    sign,
    typed,
    user,
)

PASSWORD = "between two chairs"
PLAN = "the plum orchard"  # what only the clinician's own plan says


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

    def kims_ids(self) -> dict[str, Any]:
        """The same of Cleo's."""
        return {
            "client_id": self.kim.pk,
            "contact_id": self.lee.pk,
            "draft_id": self.kims.pk,
            "release_id": self.lees.pk,
            "session_id": self.kims_session.pk,
            "day": timezone.localdate(),
        }

    def path(self, route: str) -> str:
        """Where ``route`` leads to among Ada's."""
        asked = {name: self.ids(route)[name] for name in arguments(route)}
        return reverse(route, kwargs=asked)

    def sends(self, route: str) -> dict[str, Any]:
        """What fills the form of ``route`` so that nothing is wrong with it."""
        today = timezone.localdate()
        release = {
            "topics": ["attendance"],
            "purpose": "support",
            "discloser": "practice",
            "effective_on": today.isoformat(),
            "expires_on": (today + timedelta(days=90)).isoformat(),
        }
        client = {
            "legal_name": "Ines Moor",
            "date_of_birth": "1991-03-04",
            "state": "NY",
            "language": "English",
            "modality": "cbt",
            "clinician": str(self.ada.pk),
        }
        contact = {"name": "Ola Moor", "relationship": "aunt", "language": "English"}
        later = typed([self.ben], afternoon(16))
        reason = {"reason": "As Jordan asked."}
        forms = {
            "sign_in": {"username": "ada", "password": PASSWORD},
            "clients": {"q": "reyes"},
            "client_new": client,
            "client_edit": client,
            "contact_new": contact,
            "contact_edit": contact,
            "draft_new": release,
            "draft_edit": release,
            "draft_signature": {
                "signer": "Jordan Reyes",
                "capacity": "client",
                "mark": "typed",
                "typed_name": "Jordan Reyes",
                "intends": "on",
            },
            "release_revocation": reason,
            "release_event": reason,
            "booking": later,
            "coverage": later,
            "session_move": later,
            "session_participants": {"contact": str(self.sam.pk)},
            "session_reopening": {"contacts": [str(self.ben.pk)]},
            "session_cancellation": reason,
            "history": {"name": "reyes"},
        }
        return forms.get(route, {})


def build() -> House:
    """The house, furnished."""
    ada = user("ada", "Dr. Ada Okafor", Role.CLINICIAN)
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])
    cleo = user("cleo", "Cleo Marsh", Role.CLINICIAN)
    jordan = client_of(ada, "Jordan Reyes")
    ben = contact_of(jordan, "Ben Hart", "partner")
    maria = contact_of(jordan, "Maria Reyes", "mother")
    sam = contact_of(jordan, "Sam Whitfield", "friend")
    kim = client_of(cleo, "Kim Park")
    lee = contact_of(kim, "Lee Park", "brother")
    bens = sign(ben, expires_event="Jordan moves out")
    sign(sam)
    lees = sign(lee)
    booked = book(jordan, [ben], afternoon(7))
    held = book(jordan, [ben], afternoon(8), status=Status.HELD)
    kims_session = book(kim, [lee], afternoon(1))
    plans = SharedSessionPlan.objects.exclude(session=kims_session)
    plans.update(topics=PLAN, boundaries=f"Never {PLAN}.")
    return House(
        ada=ada,
        cleo=cleo,
        finn=user("finn", "Finn Doyle", Role.FRONT_DESK),
        nora=user("nora", "Nora Lind", Role.ADMIN),
        jordan=jordan,
        ben=ben,
        maria=maria,
        sam=sam,
        bens=bens,
        marias=draft_for(maria, ada),
        booked=booked,
        held=held,
        kim=kim,
        lee=lee,
        lees=lees,
        kims=draft_for(lee, cleo),
        kims_session=kims_session,
    )


@pytest.fixture
def house(db: None) -> House:
    return build()


def browser_of(who: User | None) -> Browser:
    """A browser in which ``who`` is signed in, or nobody."""
    browser = Browser()
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
