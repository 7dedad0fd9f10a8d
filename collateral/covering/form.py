"""Who covers a client, or all of a clinician's, from which day through which."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from practice.forms import Form
from practice.models import Role, User

# From today on; whoever is away for longer hands their clients over.
FARTHEST = timedelta(days=366)


class CoverForm(Form):
    """A colleague and two days, both of which are covered."""

    layout = Layout("colleague", "first", "last")
    beside: ClassVar = {
        "cover_has_both_ends": "last",
        "cover_is_not_over_when_named": "last",
        "cover_is_not_dated_back": "first",
        "cover_by_each_once_at_a_time": "first",
        "cover_by_a_colleague": "colleague",
    }

    colleague = forms.ModelChoiceField(User.objects.none(), label="Who covers")
    first = forms.DateField(label="From")
    last = forms.DateField(label="Through", help_text="The last day that is covered.")

    def __init__(self, treats: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues: Any = self.fields["colleague"]
        clinicians = User.objects.filter(role=Role.CLINICIAN, is_active=True)
        colleagues.queryset = clinicians.exclude(pk=treats.pk)
        colleagues.label_from_instance = lambda person: person.name

    def clean(self) -> dict[str, Any]:
        """Asked here first: a span cannot be made the wrong way around."""
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day is not before the first.")
        elif last and last < timezone.localdate():
            self.add_error("last", "The last day is over. Say one ahead.")
        elif last and last > timezone.localdate() + FARTHEST:
            far = "Choose a day within a year. For longer, have them handed over."
            self.add_error("last", far)
        if first and first < timezone.localdate():
            self.add_error("first", "It begins today at the earliest.")
        return said
