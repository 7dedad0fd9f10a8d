"""Narrowing the consent history by client, contact, clinician, kind and days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet

from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.formats import say_day
from practice.forms import Form
from practice.models import Role, User
from practice.spans import end_of, start_of
from releases.history.day import Hearing, hearings

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


class ContactField(forms.ModelChoiceField):
    """A contact, told from others of the name."""

    def label_from_instance(self, contact: Any) -> str:
        return str(contact.described)


class DayField(forms.DateField):
    """A practice-local day on which this practice can have done something."""

    default_validators = [
        MinValueValidator(FIRST, "Choose a day from 1900 on."),
        MaxValueValidator(LAST, "Choose a day before 2200."),
    ]


class HistoryFilters(Form):
    """Which events to show. The URL holds ids, kinds and days, and never a name."""

    client = forms.ModelChoiceField(
        Client.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "There is no such client."},
    )
    contact = ContactField(
        Contact.objects.none(),
        required=False,
        empty_label="Anyone",
        error_messages={
            "invalid_choice": "This contact is not one of those listed. Choose another."
        },
    )
    clinician = forms.ModelChoiceField(
        User.objects.filter(role=Role.CLINICIAN),
        required=False,
        empty_label="Any clinician",
        error_messages={
            "invalid_choice": "This clinician is not one of those listed. Choose another."
        },
    )
    kind = forms.ChoiceField(
        choices=[("", "Anything"), *EventKind.choices],
        required=False,
        label="What happened",
        error_messages={
            "invalid_choice": "This kind is not one of those listed. Choose another."
        },
    )

    def __init__(self, user: User, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="history-%s")
        self.fields["from"] = DayField(required=False, label="From")
        self.fields["to"] = DayField(
            required=False,
            label="To, and including",
            help_text="For one client, shows also who could hear what as that day ended.",
        )
        self._prepare_fields()
        _choose_among(self.fields["client"], Client.objects.visible_to(user))

    def clean_client(self) -> Client | None:
        """The client, whose contacts are the ones to choose from."""
        client: Client | None = self.cleaned_data["client"]
        if client:
            _choose_among(self.fields["contact"], client.contacts.all())
        return client

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

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was asked for beside the client, by its labels: for paper."""
        words: dict[str, Callable[[Any], str]] = {
            "contact": str,
            "clinician": str,
            "kind": lambda kind: str(EventKind(kind).label),
            "from": say_day,
            "to": say_day,
        }
        return [
            (str(self.fields[name].label), words[name](getattr(value, "name", value)))
            for name, value in self.chosen.items()
            if name in words
        ]

    def events(self) -> QuerySet[ConsentEvent]:
        """The events asked for; each filter alone is served by an index of its own."""
        if not self.is_valid():
            return ConsentEvent.objects.none()
        chosen = self.chosen
        first, last = chosen.pop("from", None), chosen.pop("to", None)
        contact = chosen.pop("contact", None)
        # Every event has a number; asking for one is asking for the index by time.
        events = ConsentEvent.objects.filter(**chosen or {"number__gt": 0})
        if contact:  # of the client who is chosen, whose own events are not many
            with_them = Q(contact=contact) | Q(detail__contacts__contains=contact.pk)
            events = events.filter(with_them)
        if first:
            events = events.filter(at__gte=start_of(first))
        if last:
            events = events.filter(at__lt=end_of(last))
        return events

    def heard_then(self) -> list[Hearing] | None:
        """Who could hear what of the client as the last day asked for ended.

        None unless both are chosen.
        """
        client, last = self.chosen.get("client"), self.chosen.get("to")
        if client is None or last is None:
            return None
        return hearings(client, last, self.chosen.get("contact"))


class DayForm(Form):
    """Another day."""

    on = DayField(required=False, label="Another day")


def _choose_among(field: Any, rows: QuerySet[Any]) -> None:
    field.queryset = rows
