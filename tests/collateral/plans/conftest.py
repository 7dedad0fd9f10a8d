"""A session that began with a wish."""

from __future__ import annotations

import pytest

from clients.models import Client, Contact
from collateral.models import Session, SharedSessionPlan
from tests.booked import book
from tests.clock import afternoon
from tests.screened import screen
from tests.signed import sign
from tests.wished import wish_for


@pytest.fixture
def session(jordan: Client, ben: Contact) -> Session:
    """On hold, as it began with a wish and nobody wrote its plan out."""
    sign(ben, topics=["sleep", "skills"])
    screen(ben)
    made = book(jordan, [ben], afternoon(), status="held")
    SharedSessionPlan.objects.update(wish=wish_for(ben))
    return Session.objects.get(pk=made.pk)
