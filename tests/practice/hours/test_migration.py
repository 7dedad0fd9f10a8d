"""What a practice begins with is laid with the tables, and laid again with them."""

from __future__ import annotations

import pytest
from django.db import connection

from practice.database.comparison import weaknesses
from practice.hours.beginning import FEDERAL
from practice.models import Busy, ClosedDay, User, WorkingHours
from tests.migrating import migrate
from tests.working import busy, works

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_a_practice_begins_with_usual_hours_and_federal_holidays(ada: User) -> None:
    works(ada)
    busy(ada, "2027-01-12 10:00", "2027-01-12 11:00")
    migrate(("practice", "0004_progress"))
    migrate()
    assert weaknesses(connection) == []
    assert not Busy.objects.exists()
    assert {(each.name, each.first_on) for each in ClosedDay.objects.all()} == {
        (name, first) for name, first, _repeats in FEDERAL
    }
    assert [each.weekday for each in WorkingHours.objects.all()] == [0, 1, 2, 3, 4]
    assert not WorkingHours.objects.exclude(clinician=None).exists()
