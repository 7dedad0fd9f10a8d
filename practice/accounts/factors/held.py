"""Who has a second factor, and which."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

# What stands beside a password by itself; recovery codes only stand in for these.
STANDING = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def factors_of(user: Any) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(
        user_id=user.pk, type__in=STANDING
    )
    return found


def has_second_factor(user: Any) -> bool:
    """Of somebody who is not saved yet, none."""
    return user.pk is not None and factors_of(user).exists()


def has_passkey(user: Any) -> bool:
    return factors_of(user).filter(type=Authenticator.Type.WEBAUTHN).exists()
