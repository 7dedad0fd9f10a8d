"""Jordan's session with Ben, whose release is in force, began yesterday."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Contact
from collateral.models import Session
from tests.booked import book
from tests.clock import DAY, HOUR
from tests.signed import sign


@pytest.fixture
def session(ben: Contact, unprinted: None) -> Session:
    sign(ben, timezone.now() - 10 * DAY, timezone.now() + 90 * DAY)
    began = timezone.now() - DAY
    return book(ben.client, [ben], began, booked_at=began - HOUR)
