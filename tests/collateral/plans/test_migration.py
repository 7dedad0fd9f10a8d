"""Plans that were booked before are written out later, and go without their versions."""

from __future__ import annotations

import pytest
from django.db import connection

from clients.models import Client, Contact
from collateral.models import PlanPrompt, PlanTemplate, PlanVersion, SharedSessionPlan
from practice.database.comparison import weaknesses
from tests.booked import book
from tests.clock import afternoon
from tests.migrating import migrate
from tests.planned import write_out
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_a_plan_keeps_the_words_of_its_booking(
    jordan: Client, ben: Contact, unprinted: None
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon())
    SharedSessionPlan.objects.update(topics="Evenings")
    write_out(session)
    migrate(("collateral", "0014_screening"))
    migrate()
    assert weaknesses(connection) == []
    assert SharedSessionPlan.objects.get().topics == "Evenings"
    assert not PlanVersion.objects.exists()
    assert PlanPrompt.objects.count() == 6
    assert PlanTemplate.objects.count() == 6
    write_out(session)
