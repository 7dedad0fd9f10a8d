"""Recovery codes: shown once, and kept as passwords are, so that nobody reads them."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import (
    check_password,
    get_hasher,
    identify_hasher,
    make_password,
)
from django.db import transaction

from practice.accounts.turns import one_at_a_time
from practice.models import User

HOW_MANY, DIGITS = 10, 8
# Between its place, by which a code begins, and what is random of its salt. Those made
# before the places were, had salts of letters and digits alone, and codes without one.
PLACED = "-"
# What allauth keeps of its own kind, which could be read: none, wherever it looks.
NONE_OF_ITS_OWN: dict[str, Any] = {"migrated_codes": []}


@transaction.atomic
def made(user: Any) -> list[str]:
    """New ones, instead of those there were."""
    User.objects.select_for_update().get(pk=user.pk)
    drawn = [f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _ in range(HOW_MANY)]
    codes = [f"{place}{random}" for place, random in enumerate(drawn)]
    hashed = [make_password(code, _salt(code)) for code in codes]
    _of(user).delete()
    Authenticator.objects.create(
        user_id=user.pk,
        type=Authenticator.Type.RECOVERY_CODES,
        data={**NONE_OF_ITS_OWN, "hashed": hashed},
    )
    return codes


def left(user: Any) -> int:
    return sum(len(each.data["hashed"]) for each in _of(user))


def taken(user: Any, code: str) -> Authenticator | None:
    """Where it was kept, and is no more: of two who send it at once, one comes in. It is
    compared with the one that has its place: each hash takes long, and others wait.
    """
    code = "".join(code.split())
    if len(code) not in (DIGITS, DIGITS + 1):
        return None
    with one_at_a_time():
        kept = _of(user).select_for_update().first()
        hashed = kept.data["hashed"] if kept else []
        may_be = [each for each in hashed if _place(each) == _begins(code)]
        found = next((each for each in may_be if check_password(code, each)), None)
        if kept is None or found is None:
            return None
        hashed.remove(found)
        kept.save(update_fields=["data"])
        return kept


def _begins(code: str) -> str:
    """The place by which it begins, if it has one."""
    return code[0] if len(code) > DIGITS else ""


def _place(hashed: str) -> str:
    salt = str(identify_hasher(hashed).decode(hashed)["salt"])
    place, placed, _ = salt.partition(PLACED)
    return place if placed else ""


def _salt(code: str) -> str:
    return _begins(code) + PLACED + get_hasher().salt()


def _of(user: Any) -> Any:
    kind = Authenticator.Type.RECOVERY_CODES
    return Authenticator.objects.filter(user_id=user.pk, type=kind)
