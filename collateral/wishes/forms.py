"""A wish as it is written down and closed; whom a client stops with."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.models import Client, Contact
from collateral.booking.form import ContactChoices
from collateral.models import Closing, Wish
from practice.forms import Form, ModelForm


class WishForm(ModelForm):
    """Who wishes that whom be brought in, and how they said so."""

    layout = Layout("initiator", "contact", "words", "asked_on")

    class Meta:
        model = Wish
        fields = ["initiator", "contact", "words", "asked_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact: Any = self.fields["contact"]
        contact.queryset = self.instance.client.contacts.all()
        contact.label_from_instance = lambda each: each.described

    def clean_asked_on(self) -> date:
        day: date = self.cleaned_data["asked_on"]
        if day > timezone.localdate():
            raise ValidationError("What was said was said today or before.")
        return day


class ClosingForm(Form):
    """What came of a wish that becomes no session."""

    closed_as = forms.ChoiceField(
        choices=Closing.choices,
        widget=forms.RadioSelect,
        label="What came of it",
        error_messages={"required": "Choose what came of it."},
    )
    closed_why = forms.CharField(
        required=False,
        max_length=300,
        label="Why",
        help_text="For you alone. Nobody owes a reason.",
    )
    layout = Layout("closed_as", "closed_why")


class StopForm(Form):
    """With whom a client wants no session for now. It asks no reason."""

    contacts = ContactChoices(
        Contact.objects.none(),
        label="With whom",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick with whom the client wants to stop."},
    )
    layout = Layout("contacts")

    def __init__(self, client: Client, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contacts: Any = self.fields["contacts"]
        contacts.queryset = client.contacts.all()
