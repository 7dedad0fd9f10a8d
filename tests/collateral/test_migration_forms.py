"""What was booked before forms were asked for stands, until it is moved."""

from __future__ import annotations

import pytest
from django.db import connection

from clients.models import Client, Contact
from collateral.models import Session
from practice.database.comparison import weaknesses
from practice.spans import span
from releases.models import SignedForm
from tests.booked import book
from tests.clock import DAY, FIFTY, afternoon
from tests.formed import form_signed
from tests.migrating import migrate
from tests.refusals import refused_by
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_a_minors_session_stands_until_it_is_moved(teo: Client, rosa: Contact) -> None:
    sign(rosa, ends=afternoon(60))
    session = book(teo, [rosa], afternoon())
    migrate(
        ("releases", "0038_sessions_stay"),
        ("collateral", "0014_screening"),
        ("clients", "0030_screening"),
    )
    migrate()
    assert weaknesses(connection) == []
    assert not SignedForm.objects.exists()
    session.refresh_from_db()
    assert session.status == "scheduled"
    later = afternoon() + DAY
    moved = Session.objects.filter(pk=session.pk)
    with refused_by("participant_has_consent"):
        moved.update(during=span(later, later + FIFTY))
    form_signed(teo)
    moved.update(during=span(later, later + FIFTY))
