"""A wish as it is written down and closed; whom a client stops with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.models import Client, Contact
from collateral.booking.contacts import ContactChoices
from collateral.models import Closing, Wish
from collateral.wishes.message import mailable
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


class AddressChoices(ContactChoices):
    """Contacts with the address that is on file."""

    def label_from_instance(self, contact: Contact) -> str:
        return f"{contact.name}, {contact.email}"


class StopForm(Form):
    """With whom a client wants no session for now, and who is mailed that it does not take
    place: of those who expect it, nobody unless they are ticked. It asks no reason.
    """

    contacts = ContactChoices(
        Contact.objects.none(),
        label="With whom",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick with whom the client wants to stop."},
    )
    tell = AddressChoices(
        Contact.objects.none(),
        required=False,
        label="Mail the words above, once, to",
        help_text="To nobody, where you leave it open. The subject is the practice’s name.",
        widget=forms.CheckboxSelectMultiple,
    )
    layout = Layout("contacts", "tell")

    def __init__(
        self, client: Client, seated: Iterable[int], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        contacts: Any = self.fields["contacts"]
        contacts.offer_all_of(client)
        tell: Any = self.fields["tell"]
        tell.queryset = mailable(client, client.contacts.filter(pk__in=seated))
        found = list(tell.queryset)
        tell.choices = [(each.pk, tell.label_from_instance(each)) for each in found]
        self.mails = bool(found)
        if not self.mails:
            del self.fields["tell"]
            self.layout = Layout("contacts")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        stopped, tell = said.get("contacts"), said.get("tell")
        if stopped and tell and set(tell) - set(stopped):
            self.add_error("tell", "Tick above, too, whom the client stops with.")
        return said
