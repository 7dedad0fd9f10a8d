"""Taking a second factor away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from practice.accounts.confirming import DOES_NOT_FIT, is_password_of
from practice.accounts.factors.held import factors_of
from practice.accounts.lengths import ALONE
from practice.forms import Form
from practice.policies.current import needs_second_factor
from practice.web.requests import SignedInRequest

TOO_SHORT = (
    f"Your password is shorter than {ALONE} characters, which is enough only beside a "
    "second factor. Change your password first."
)
NEEDED = "This practice asks everyone for a second factor. Set another one up first."


def last_of(user: Any) -> bool:
    return factors_of(user).count() == 1


class RemovalForm(Form):
    """For the last one, with the password: how long it is, only typing it shows."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: SignedInRequest, *, is_last: bool) -> None:
        self.request, self.is_last = request, is_last
        super().__init__(request.POST if request.method == "POST" else None)
        if not is_last or needs_second_factor():
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not is_password_of(self.request.user, password, self.request):
            raise ValidationError(DOES_NOT_FIT)
        if len(password) < ALONE:
            raise ValidationError(TOO_SHORT)
        return password

    def clean(self) -> dict[str, Any]:
        if self.is_last and needs_second_factor():
            raise ValidationError(NEEDED)
        return super().clean() or {}
