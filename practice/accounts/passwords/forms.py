"""A new password, typed twice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from practice.accounts.confirming import DOES_NOT_FIT, is_password_of
from practice.forms import Form
from practice.models import User


def _field(label: str, kept_as: str) -> forms.CharField:
    attrs = {"autocomplete": kept_as}
    return forms.CharField(
        label=label,
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs=attrs),
    )


class NewPasswordForm(Form):
    """For ``user``: how long it has to be depends on what stands beside it."""

    new = _field("New password", "new-password")
    again = _field("The same again", "new-password")

    def __init__(self, request: HttpRequest, user: User) -> None:
        self.request, self.user = request, user
        super().__init__(request.POST if request.method == "POST" else None)
        self.fields["new"].help_text = password_validators_help_texts()[1]

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        return new

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("new", again) != again:
            message = "The two are not the same."
            raise ValidationError(message)
        return again


class OwnPasswordForm(NewPasswordForm):
    """With the one that it replaces."""

    current = _field("Your password now", "current-password")
    field_order = ("current", "new", "again")

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not is_password_of(self.user, current, self.request):
            raise ValidationError(DOES_NOT_FIT)
        return current


class ForgottenForm(Form):
    """By what somebody signs in, or is mailed."""

    who = forms.CharField(
        label="Your username, or your e-mail address at work",
        max_length=254,
        widget=forms.TextInput(attrs={"autocapitalize": "none"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
