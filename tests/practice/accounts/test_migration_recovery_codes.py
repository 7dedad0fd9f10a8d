"""Recovery codes were kept so that the practice's key opened them; now they are hashed."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import connection

from practice.accounts.factors.recovery import left, taken
from practice.database.comparison import weaknesses
from practice.models import User
from tests.factors import app_of
from tests.migrating import migrate

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_those_that_are_left_go_on_opening(ada: User, cleo: User) -> None:
    app_of(cleo)
    migrate(("practice", "0024_factors_made_sure"))
    kept = RecoveryCodes.activate(ada)
    used, *others = kept.get_unused_codes()
    assert kept.validate_code(used)
    migrate()
    assert not taken(ada, used)
    assert all(taken(ada, code) for code in others)
    assert left(ada) == 0
    assert left(cleo) == 10
    assert Authenticator.objects.filter(user=cleo, type="totp").exists()
    assert weaknesses(connection) == []
