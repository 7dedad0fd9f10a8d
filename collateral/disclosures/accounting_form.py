"""Up to which day an accounting of disclosures is asked for, and in which language."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.models import Client
from practice.forms import Form
from releases.history.filters import DayField
from releases.terms.languages import languages, spoken_by


class AccountingForm(Form):
    """Today, in the client's own language, unless another is asked for."""

    until = DayField(required=False, label="The six years up to, and including")
    language = forms.ChoiceField(required=False)

    def __init__(self, client: Client, data: Any = None) -> None:
        self.spoken = spoken_by(client.language)
        initial = {"until": timezone.localdate(), "language": self.spoken}
        super().__init__(data, initial=initial, auto_id="accounting_%s")
        field: Any = self.fields["language"]
        field.choices = [(code, each.name) for code, each in languages().items()]

    def clean_until(self) -> dt.date:
        """Today where no day is asked for."""
        day: dt.date = self.cleaned_data["until"] or timezone.localdate()
        if day > timezone.localdate():
            raise ValidationError("Choose today or a day before.")
        return day

    def clean_language(self) -> str:
        """The client's own where none is asked for."""
        return str(self.cleaned_data["language"] or self.spoken)
