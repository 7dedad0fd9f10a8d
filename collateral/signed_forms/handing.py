"""Handing a form over, to be read and signed in a room that shows nothing else."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.http import HttpRequest

from collateral.signed_forms.form import MEANWHILE
from practice.forms import Form
from practice.models import User
from releases.models import SigningSession
from releases.signed_forms.asked import Asked
from releases.signed_forms.words import said_in
from releases.signing.room import open_room


class FormHanding(Form):
    """To whom of those who sign it."""

    who = forms.ChoiceField(
        label="Whom you hand it to",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whom you hand it to.",
            "invalid_choice": MEANWHILE,
        },
    )
    layout = Layout("who")

    def __init__(self, asked: Asked, *args: Any) -> None:
        self.asked = asked
        self.signers = {each.key: each for each in asked.signers}
        super().__init__(*args, initial={"who": next(iter(self.signers), "")})
        who: Any = self.fields["who"]
        rights = said_in("en")["capacities"]
        who.choices = [(k, each.described(rights)) for k, each in self.signers.items()]

    def hand_over(self, request: HttpRequest, opened_by: User) -> SigningSession:
        """Of a valid form: this browser is a room from now on."""
        return open_room(
            request,
            None,
            opened_by,
            client=self.asked.client,
            contact=self.asked.contact,
            form_kind=self.asked.kind,
            form_signer=self.cleaned_data["who"],
            language=self.asked.code,
        )
