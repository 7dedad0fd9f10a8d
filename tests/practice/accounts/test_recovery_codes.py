"""What stands in for a second factor that is not at hand."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from practice.models import User
from practice.secret import concealed
from tests.factors import SECRET, recovery_codes_of
from tests.refusals import refused_by


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"seed": concealed(SECRET).decode(), "used_mask": 0},
        {"migrated_codes": ["12345678"], "hashed": []},
        {"migrated_codes": [], "hashed": ["12345678"]},
        {"migrated_codes": [], "hashed": [make_password("1"), "12345678"]},
        {"migrated_codes": [], "hashed": {"12345678": 1}},
    ],
    ids=["none", "concealed", "bare", "bare too", "one bare", "an object"],
)
def test_recovery_codes_are_kept_as_passwords_are(
    data: dict[str, Any], ada: User
) -> None:
    with refused_by("factor_secret_is_concealed"):
        Authenticator.objects.create(user=ada, type="recovery_codes", data=data)
    codes = recovery_codes_of(ada)
    kept = Authenticator.objects.get().data
    assert len(set(kept["hashed"])) == 10
    assert not any(code in str(kept) for code in codes)
