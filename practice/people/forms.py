"""Whom to invite, and by what name and password they sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from practice.forms import Form, ModelForm
from practice.models import Invitation, User
from practice.people.account_event import ASKED

DIFFER = "The two passwords are not the same. Type both again."


class InvitationForm(ModelForm):
    """Who is to join, as what, and where they are mailed it, if they are."""

    beside: ClassVar[dict[str, str]] = {
        "invitation_has_a_name": "name",
        "invitation_has_a_role": "role",
    }

    class Meta:
        model = Invitation
        fields: ClassVar = ["name", "role", "email"]
        help_texts: ClassVar = {
            "name": "As people say it, such as Dr. Amara Okafor.",
            "email": "Empty: you are shown a link, once, to hand over yourself.",
        }
        widgets: ClassVar = {
            "role": forms.RadioSelect,
            "email": forms.TextInput(
                attrs={"inputmode": "email", "autocapitalize": "none"}
            ),
        }

    def __init__(self, *args: Any, can_mail: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = [each for each in role.choices if each[0]]
        if not can_mail:
            del self.fields["email"]


class JoinForm(ModelForm):
    """How whoever was invited signs in from now on."""

    beside: ClassVar[dict[str, str]] = {
        "user_username_once": "username",
        "practice_user_username_key": "username",
    }

    new_password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields: ClassVar = ["username"]
        labels: ClassVar = {"username": "Name to sign in by"}
        help_texts: ClassVar = {
            "username": "Letters, digits and @ . + - _ without a space."
        }
        widgets: ClassVar = {
            "username": forms.TextInput(
                attrs={"autocapitalize": "none", "autocomplete": "username"}
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password"].help_text = " ".join(
            password_validators_help_texts()
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        password, again = cleaned.get("new_password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", DIFFER)
        return cleaned

    def _post_clean(self) -> None:
        """The password is asked with the name by which they sign in, which it must not be
        like.
        """
        super()._post_clean()
        if password := self.cleaned_data.get("new_password"):
            try:
                validate_password(password, self.instance)
            except ValidationError as error:
                self.add_error("new_password", error)


class LostFactorForm(Form):
    """Whoever has their password may have their mail too, and ask in their name."""

    made_sure = forms.ChoiceField(
        label="How did you make sure that it is they who ask?",
        choices=[(each.value, each.label) for each in ASKED],
        widget=forms.RadioSelect,
        help_text="A mail or a message does not do, nor a number that they give you now. "
        "It is kept below, and they are told by mail.",
    )
