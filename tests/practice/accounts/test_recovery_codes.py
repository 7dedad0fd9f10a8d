"""What stands in for a second factor that is not at hand."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password

from practice.accounts.factors import recovery
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


def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Those that were looked at, as they are: each takes a tenth of a second and 64 MB."""
    looked: list[str] = []

    def looks(code: str, hashed: str) -> bool:
        looked.append(hashed)
        return check_password(code, hashed)

    monkeypatch.setattr(recovery, "check_password", looks)
    return looked


def test_a_code_right_or_wrong_is_compared_with_one(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = recovery_codes_of(ada)
    looked = hashes(monkeypatch)
    assert not recovery.taken(ada, f"{(int(codes[7]) + 1) % 10**8 + 7 * 10**8}")
    assert len(looked) == 1
    assert recovery.taken(ada, codes[7])
    assert not recovery.taken(ada, codes[7])
    assert len(looked) == 2, "it is kept no more"
    assert recovery.taken(ada, codes[3])
    for other in (codes[2][1:], "12345678", "x" * 9, ""):
        assert not recovery.taken(ada, other)
    assert len(looked) == 3
    assert recovery.left(ada) == 8


def test_codes_of_before_they_had_a_place_count(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ["12345678", "01234567"]
    data = {"migrated_codes": [], "hashed": [make_password(each) for each in before]}
    Authenticator.objects.create(user=ada, type="recovery_codes", data=data)
    assert not recovery.taken(ada, "112345678")
    assert recovery.taken(ada, "0123 4567")
    assert recovery.taken(ada, "12345678")
    assert recovery.left(ada) == 0
