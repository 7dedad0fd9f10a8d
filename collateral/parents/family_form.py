"""Who of a client's contacts is of the family in therapy."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from clients.models import Client, Contact
from collateral.booking.contacts import ContactChoices
from practice.forms import Form


class FamilyForm(Form):
    """Those who are expected in every session of family therapy; it may be nobody."""

    contacts = ContactChoices(
        Contact.objects.none(),
        required=False,
        label="Who is expected",
        widget=forms.CheckboxSelectMultiple,
    )
    layout = Layout("contacts")

    def __init__(self, client: Client, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contacts: Any = self.fields["contacts"]
        contacts.offer_all_of(client)
