"""Plans that were booked before are written out later, and go without their versions."""

from __future__ import annotations

import pytest
from django.db import connection

from clients.models import Client, Contact
from collateral.models import PlanPrompt, PlanTemplate, PlanVersion, SharedSessionPlan
from collateral.models.topic import topics_for
from practice.database.comparison import weaknesses
from tests.booked import book
from tests.clock import afternoon
from tests.migrating import migrate
from tests.planned import approve, goal_of, write_out
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


def test_who_joined_heard_of_the_same_until_each_had_their_own(
    jordan: Client, ben: Contact, maria: Contact, unprinted: None
) -> None:
    for person in (ben, maria):
        sign(person, topics=["sleep", "skills"])
    session, alone = (
        book(jordan, [ben, maria], afternoon()),
        book(jordan, [ben], afternoon(3)),
    )
    topics_for(session.participants.all(), ["sleep", "skills"])
    approve(write_out(session, goals=[goal_of(jordan).pk]))
    write_out(alone)
    migrate(("collateral", "0021_parents"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT about FROM collateral_planversion ORDER BY id")
        assert cursor.fetchall() == [(["skills", "sleep"],), ([],)]
    migrate()
    assert weaknesses(connection) == []
    first, second = PlanVersion.objects.order_by("pk")
    both = {"skills", "sleep"}
    assert {pk: set(codes) for pk, codes in first.hears.items()} == {
        str(ben.pk): both,
        str(maria.pk): both,
    }
    assert second.hears == {str(ben.pk): []}
    assert first.is_approved
