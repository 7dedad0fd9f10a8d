"""Whom a clinician needs to see, and why: nobody is looked for without a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from clients.models import Client
from clients.people.namesakes import clients_like
from practice.forms import Form

LASTS = {"1": "An hour", "4": "Four hours", "24": "A day"}
NOBODY = (
    "No client has this name and this date of birth. Check both, or ask the front desk."
)
SEVERAL = "More than one client has this name and date of birth. Ask the front desk."


class EmergencyForm(Form):
    """``client`` is who was found."""

    layout = Layout("reason", "name", "born", "lasts")

    reason = forms.CharField(
        max_length=300,
        label="Why you need to see them now",
        help_text="It stands in their consent history, and the admin reads it.",
    )
    name = forms.CharField(max_length=200, help_text="The whole name, legal or chosen.")
    born = forms.DateField(label="Date of birth")
    lasts = forms.ChoiceField(
        label="For how long", choices=list(LASTS.items()), initial="1"
    )

    client: Client

    def clean(self) -> dict[str, Any]:
        """Only once all of it is said, above all why."""
        given = super().clean() or {}
        if self.errors:
            return given
        found = clients_like([given["name"]], given["born"], Client.objects.all())
        if len(found) == 1:
            self.client = found[0]
        else:
            self.add_error("name", SEVERAL if found else NOBODY)
        return given

    @property
    def length(self) -> timedelta:
        return timedelta(hours=int(self.cleaned_data["lasts"]))
