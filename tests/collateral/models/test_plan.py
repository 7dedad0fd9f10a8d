"""What a plan of a shared session says."""

from __future__ import annotations

import pytest

from clients.models import Client, Contact
from collateral.booking.form import BookingForm
from collateral.models import Session, SharedSessionPlan
from practice.models import User
from tests.booked import typed as sent
from tests.collateral.models.unsaved import NEXT
from tests.refusals import refused_by, words_of


@pytest.mark.parametrize("purpose", ["", "gossip"])
def test_a_plan_has_a_purpose(
    booked: Session, ada: User, jordan: Client, ben: Contact, purpose: str
) -> None:
    plan = SharedSessionPlan.objects.get(session=booked)
    assert words_of("plan_has_a_purpose", plan) == ""
    plan.purpose = purpose
    assert words_of("plan_has_a_purpose", plan) == "Choose why the contacts join."
    with refused_by("plan_has_a_purpose"):
        plan.save()
    form = BookingForm(jordan, ada, sent([ben], NEXT, purpose=purpose))
    assert set(form.errors) == {"purpose"}
