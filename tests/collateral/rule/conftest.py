from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session, Status
from tests.booked import book
from tests.clock import DAY, HOUR, afternoon
from tests.signed import sign


@pytest.fixture
def held(jordan: Client, ben: Contact) -> Session:
    """On hold with Ben, for whom nothing is signed."""
    now = timezone.now().replace(microsecond=0)
    return book(jordan, [ben], afternoon(), status=Status.HELD, booked_at=now - HOUR)


@pytest.fixture
def standing(jordan: Client, maria: Contact) -> Session:
    """Booked with Maria, who is covered until an hour after it."""
    now = timezone.now().replace(microsecond=0)
    sign(maria, now - DAY, afternoon() + 2 * HOUR)
    return book(jordan, [maria], afternoon() + HOUR, booked_at=now - HOUR)
