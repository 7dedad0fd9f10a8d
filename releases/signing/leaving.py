"""The password by which whoever handed a browser over has it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from practice.accounts.turns import TooManyAtOnce
from practice.forms import Form
from practice.models import User

DOES_NOT_FIT = (
    "This password does not fit. After five tries, wait 15 minutes for the next; then "
    "longer each time."
)


class LeavingForm(Form):
    """Asked as at the door: so many tries, each recorded."""

    password = forms.CharField(
        label="Staff password",
        strip=False,
        max_length=4096,
        # What this browser keeps is not filled in: whoever holds it would be let out.
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, request: HttpRequest, user: User, *args: Any) -> None:
        self.request, self.user = request, user
        super().__init__(*args)
        self.fields["password"].label = f"Password of {user.name}"

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        try:
            found = authenticate(
                self.request, username=self.user.username, password=password
            )
        except TooManyAtOnce:
            message = "Others are signing in at this moment. Try again."
            raise ValidationError(message, code="busy") from None
        if found != self.user:
            raise ValidationError(DOES_NOT_FIT)
        return password
