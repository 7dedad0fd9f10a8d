"""A release handed over in Ada's browser, and what Jordan fills in to sign it."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Contact
from practice.models import User
from releases.models import ReleaseDraft, SigningSession
from tests.room import hand_over
from tests.signed import draft_for

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
