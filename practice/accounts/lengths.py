"""How long a password is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from practice.accounts.factors.held import has_second_factor

ALONE = 15  # characters, where nothing else is asked for
BESIDE = 8  # where a second factor is


class LongEnough:
    """15 characters, or 8 beside a second factor (ASVS 5.0, 6.2.1)."""

    def validate(self, password: str, user: Any = None) -> None:
        least = BESIDE if user is not None and has_second_factor(user) else ALONE
        if len(password) >= least:
            return
        message = f"This password has {len(password)} characters. It takes {least}"
        if least == ALONE:
            message += f", or {BESIDE} once you have a second factor"
        raise ValidationError(f"{message}.", code="password_too_short")

    def get_help_text(self) -> str:
        return (
            f"At least {ALONE} characters, or {BESIDE} once you have a second factor. "
            "A few words in a row will do."
        )
