"""Codes of an app: right now, and but once."""

from __future__ import annotations

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import IntegrityError, transaction

from practice.accounts.factors.models import UsedCode
from practice.secret import revealed

OLD = 10  # half minutes, after which no code is looked at any more


def counts_once(factor: Authenticator, code: str) -> bool:
    """Whether nobody used it before, in this process or any other; it is used now.

    allauth remembers that in its cache, which each process has its own of.
    """
    counter = _counter(revealed(factor.data["secret"].encode()), code)
    if counter is None:
        return False  # its time ran out as it was looked at
    used = UsedCode.objects.filter(user_id=factor.user_id)
    try:
        with transaction.atomic():
            used.create(user_id=factor.user_id, counter=counter)
    except IntegrityError:
        return False
    used.filter(counter__lt=counter - OLD).delete()
    return True


def _counter(secret: str, code: str) -> int | None:
    """The half minute that a right code is for."""
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if compare_user_code(actual=code, expected=expected):
            return int(counter)
    return None
