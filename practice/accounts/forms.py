"""Signing in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from practice.accounts.turns import TooManyAtOnce
from practice.forms import Form

# Also where the two fit and the tries are used up: nobody learns which of them it was.
DO_NOT_FIT = (
    "This name and password do not fit. Check both and try again. After five tries, "
    "wait 15 minutes for the next; then longer each time."
)


class SignInForm(Form, AuthenticationForm):
    """A name and a password."""

    error_messages = {"invalid_login": DO_NOT_FIT, "inactive": DO_NOT_FIT}

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except TooManyAtOnce:
            message = "Others are signing in at this moment. Try again."
            raise ValidationError(message, code="busy") from None
