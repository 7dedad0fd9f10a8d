"""Second factors were taken away before anybody was asked how they made sure who asks."""

from __future__ import annotations

import pytest
from django.db import connection

from practice.database.comparison import weaknesses
from practice.models import AccountEvent, AccountEventKind, MadeSure, User
from practice.people.acts import change_role, take_factors
from tests.factors import app_of
from tests.migrating import migrate

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_what_went_before_says_that_it_was_not_written(ada: User, nora: User) -> None:
    app_of(ada)
    take_factors(ada, nora, MadeSure.VIDEO)
    change_role(ada, "admin", nora)
    migrate(("practice", "0023_factors_taken"))
    migrate()
    found = AccountEvent.objects.order_by("pk").values_list("kind", "made_sure")
    assert list(found) == [
        (AccountEventKind.FACTORS_TAKEN, MadeSure.UNSAID),
        (AccountEventKind.ROLE_CHANGED, ""),
    ]
    assert weaknesses(connection) == []
