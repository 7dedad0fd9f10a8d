"""Narrowing looks by client, person and days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from clients.models import Client
from practice.forms import Form
from practice.models import Look, User
from practice.spans import end_of, start_of
from releases.history.filters import DayField


class LookFilters(Form):
    """Which looks to show. The URL holds ids and days, and never a name."""

    client = forms.ModelChoiceField(
        Client.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "There is no such client."},
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        empty_label="Anyone",
        label="Who looked",
        error_messages={
            "invalid_choice": "This person is not one of those listed. Choose another."
        },
    )

    def __init__(self, user: User, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="looks-%s")
        self.fields["from"] = DayField(required=False, label="From")
        self.fields["to"] = DayField(required=False, label="To, and including")
        self._prepare_fields()
        clients, people = Client.objects.visible_to(user), User.objects.all()
        choices: Any = self.fields
        choices["client"].queryset, choices["person"].queryset = clients, people

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("to", "This day is before the first.")
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """What was asked for, by the names of the fields; nothing if it makes no sense."""
        given = self.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in given.items() if value}

    def looks(self) -> QuerySet[Look]:
        """Those asked for; days say which months' parts are read at all."""
        if not self.is_valid():
            return Look.objects.none()
        chosen, looks = self.chosen, Look.objects.all()
        if "client" in chosen:
            looks = looks.filter(client_id=chosen["client"].pk)
        if "person" in chosen:
            looks = looks.filter(user=chosen["person"])
        if "from" in chosen:
            looks = looks.filter(at__gte=start_of(chosen["from"]))
        if "to" in chosen:
            looks = looks.filter(at__lt=end_of(chosen["to"]))
        return looks
