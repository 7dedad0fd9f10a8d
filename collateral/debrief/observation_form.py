"""What a contact saw, as it is written down and set right."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from collateral.models import Observation, Where
from practice.forms import ModelForm


class ObservationForm(ModelForm):
    """Who said it, where and when it was seen, and their words."""

    place = forms.ChoiceField(
        choices=Where.choices,
        widget=forms.RadioSelect,
        label="Where it was seen",
        error_messages={"required": "Choose where it was seen."},
    )
    layout = Layout("contact", "place", "seen_on", "words", "correction")
    beside: ClassVar[dict[str, str]] = {
        "observation_contact_of_client": "contact",
        "observation_says_where_and_what": "words",
        "observation_correction_says_what_was_wrong": "correction",
    }

    class Meta:
        model = Observation
        fields = ["contact", "place", "seen_on", "words", "correction"]
        widgets: ClassVar[dict[str, Any]] = {"words": forms.Textarea({"rows": 6})}

    def __init__(self, observation: Observation, data: Any = None) -> None:
        observation.recorded_at = timezone.now()
        super().__init__(data, instance=observation)
        contact: Any = self.fields["contact"]
        contact.queryset = observation.client.contacts.all()
        contact.label_from_instance = lambda each: each.described
        self.fields["correction"].required = True
        if not observation.corrects_id:
            del self.fields["correction"]

    def clean_seen_on(self) -> date:
        day: date = self.cleaned_data["seen_on"]
        if day > timezone.localdate():
            raise ValidationError("What was seen was seen today or before.")
        return day
