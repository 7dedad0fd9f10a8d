"""Jordan's session with Ben and Maria began ten minutes ago; both are covered, and both
signed what joining means.
"""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral.models import Session
from practice.models import User
from releases.models import FormKind
from tests.booked import book
from tests.clock import DAY, HOUR, MINUTE
from tests.formed import form_signed
from tests.signed import sign


@pytest.fixture
def session(ben: Contact, maria: Contact, unprinted: None) -> Session:
    for contact in (ben, maria):
        sign(contact, timezone.now() - 10 * DAY, timezone.now() + 90 * DAY)
        form_signed(contact.client, FormKind.ACKNOWLEDGEMENT, contact)
    began = timezone.now() - 10 * MINUTE
    return book(ben.client, [ben, maria], began, booked_at=began - HOUR)


@pytest.fixture
def desk(finn: User, client: Browser) -> Browser:
    """A browser in which Finn is signed in."""
    client.force_login(finn)
    return client
