"""What somebody said who called."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.models import Client
from collateral.models import Call
from practice.forms import ModelForm
from practice.models import User
from practice.spans import local_instant

AHEAD = "This is still ahead. Write down when they called."


class CallForm(ModelForm):
    """By one of the client's contacts, or by somebody else; now, where not said."""

    day = forms.DateField(label="On")
    clock = forms.TimeField(label="At", required=False)
    layout = Layout(
        Row(Column("contact"), Column("caller")),
        Row(Column("day"), Column("clock")),
        "words",
    )
    beside = {
        "call_is_of_someone": "caller",
        "call_was_heard_before": "day",
        "call_says_something": "words",
    }

    class Meta:
        model = Call
        fields = ["contact", "caller", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, client: Client, by: User, data: Any = None) -> None:
        now = timezone.now()
        blank = Call(client=client, recorded_by=by, heard_at=now, recorded_at=now)
        super().__init__(data, instance=blank, initial={"day": timezone.localdate()})
        contact: Any = self.fields["contact"]
        contact.queryset = client.contacts.all()
        contact.empty_label = "Somebody who is not listed"
        contact.label_from_instance = lambda each: each.described

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "day" in cleaned and "clock" in cleaned:
            try:
                self.instance.heard_at = self._heard_at(cleaned)
            except ValidationError as wrong:
                self.add_error("day", wrong)
        return cleaned

    def _heard_at(self, said: dict[str, Any]) -> datetime:
        """Where no hour is said: now if it was today, else as that day begins."""
        now: datetime = self.instance.recorded_at
        day, clock = said["day"], said["clock"]
        if day > timezone.localdate():
            raise ValidationError(AHEAD)
        if clock is None and day == timezone.localdate():
            return now
        at = local_instant(day, clock or datetime.min.time(), lenient=True)
        if at > now:
            raise ValidationError(AHEAD)
        return at
