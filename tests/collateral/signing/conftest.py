"""A release or a plan handed over in Ada's browser, and what Jordan fills in to sign."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import PlanVersion, Session
from collateral.models.topic import topics_for
from practice.models import User
from releases.models import ReleaseDraft, SigningSession
from tests.booked import book
from tests.clock import afternoon
from tests.collateral.signing import plans
from tests.planned import goal_of, write_out
from tests.room import hand_over
from tests.signed import draft_for, sign

JORDAN = {
    "signer": "Jordan Reyes",
    "capacity": "client",
    "mark": "typed",
    "typed_name": "Jordan Reyes",
    "intends": "on",
}


@pytest.fixture
def draft(ada: User, ben: Contact) -> ReleaseDraft:
    """Jordan's for Ben."""
    return draft_for(ben, ada)


@pytest.fixture
def path(draft: ReleaseDraft) -> str:
    """Where it is handed over."""
    return reverse("draft_signature", args=[draft.pk])


@pytest.fixture
def room(adas: Browser, path: str) -> SigningSession:
    """Ada's browser, handed to Jordan."""
    assert hand_over(adas, path, JORDAN).url == "/room/"
    return SigningSession.objects.get()


@pytest.fixture
def session(jordan: Client, ben: Contact) -> Session:
    sign(ben, topics=["sleep", "skills"])
    made = book(jordan, [ben], afternoon())
    topics_for(made.participants.all(), ["sleep"])
    return Session.objects.get(pk=made.pk)


@pytest.fixture
def version(session: Session) -> PlanVersion:
    """With words that are for the clinician alone among them."""
    return write_out(
        session,
        goals=[goal_of(session.client).pk],
        topics="Evenings.",
        why_person="The kettle.",
        separate_exit="By the kettle.",
        prompts=["Is there a kettle?"],
        off_limits=["diagnosis"],
        off_limits_words="The year in Ohio.",
        on_medication="Nothing.",
    )


@pytest.fixture
def handed(adas: Browser, session: Session, version: PlanVersion) -> SigningSession:
    """Ada's browser, handed to Jordan."""
    assert plans.hand_over(adas, session).url == "/room/"
    return SigningSession.objects.get()
