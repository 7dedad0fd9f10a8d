"""Ben, who agreed to be reminded by mail, and a session with him in a week."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import MailConsent, Session
from collateral.reminders.due import Due
from practice.models import User
from tests.agreed import agreed
from tests.booked import book
from tests.clock import DAY, HOUR
from tests.signed import sign

BENS = "ben@hart.example"


@pytest.fixture
def consent(ben: Contact, ada: User) -> MailConsent:
    return agreed(ben, ada, BENS)


@pytest.fixture
def session(jordan: Client, ben: Contact, consent: MailConsent) -> Session:
    """In six days, booked two weeks ago."""
    return in_days(jordan, ben, 6)


def in_days(client: Client, contact: Contact, days: float) -> Session:
    """So many days from now, booked long before."""
    sign(contact, timezone.now() - 30 * DAY)
    starts = timezone.now() + timedelta(days=days) - HOUR
    return book(client, [contact], starts, booked_at=timezone.now() - 14 * DAY)


@pytest.fixture
def first(session: Session, ben: Contact, consent: MailConsent) -> Due:
    """The first reminder of it, which is due."""
    return Due(session.pk, ben.pk, 1, consent.pk)
