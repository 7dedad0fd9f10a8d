"""How often a booking asks the database: each statement counts, savepoints too."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clients.models import Client, Contact
from collateral.models import Participant
from tests.booked import typed
from tests.cast import contact_of
from tests.clock import afternoon
from tests.signed import sign

# Two of them ask once more, under the locks, whether those signed who have to; one
# asks whether it is within hours.
MOST = {1: 21, 3: 23}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", MOST)
def test_a_booking_takes_few_statements(
    adas: Browser, jordan: Client, ben: Contact, many: int
) -> None:
    people = [ben, *(contact_of(jordan, f"Friend {n}") for n in range(1, many))]
    for contact in people:
        sign(contact)
    url = reverse("booking", args=[jordan.pk])
    adas.get(url)  # a session's first request writes
    sent = typed(people, afternoon(), form_key=str(uuid.uuid4()))
    with CaptureQueriesContext(connection) as captured:
        assert adas.post(url, sent).status_code == 302
    assert Participant.objects.count() == many
    statements = [query["sql"] for query in captured]
    assert statements.count("BEGIN") == statements.count("COMMIT") == 1
    assert len(statements) - 2 <= MOST[many]
