"""Pasting the address of a calendar kept elsewhere."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from practice.calendars.models import OtherCalendar
from practice.calendars.net import LONGEST_ADDRESS, https_of
from practice.calendars.trouble import SAYS, Trouble
from practice.forms import ModelForm

OF_AN_ADDRESS = ["address_concealed", "tried_at", "read_at", "problem", "unread"]


class AddressForm(ModelForm):
    """Where a calendar is; what stood before is not shown."""

    address = forms.CharField(
        label="Its secret address",
        max_length=LONGEST_ADDRESS,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="It begins with https:// or webcal://. Google calls it “Secret address in iCal format”, Outlook “ICS”.",
    )

    class Meta:
        model = OtherCalendar
        fields: ClassVar[list[str]] = []

    def clean_address(self) -> str:
        try:
            return https_of(self.cleaned_data["address"])
        except Trouble:
            raise ValidationError(SAYS["address"]) from None

    def save(self, commit: bool = True) -> OtherCalendar:
        """Nothing is known of it yet."""
        found: OtherCalendar = self.instance
        found.address = self.cleaned_data["address"]
        found.tried_at = found.read_at = None
        found.problem, found.unread = "", 0
        new = found.pk is None
        found.save(update_fields=None if new else OF_AN_ADDRESS)
        return found


class CalendarForm(AddressForm):
    """Another one."""

    beside: ClassVar[dict[str, str]] = {
        "calendar_of_a_source_once": "source",
        "calendar_of_a_kind": "source",
    }
    field_order = ["source", "address"]

    class Meta(AddressForm.Meta):
        fields: ClassVar[list[str]] = ["source"]
        labels: ClassVar = {"source": "Whose calendar it is"}
