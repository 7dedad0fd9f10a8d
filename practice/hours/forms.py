"""Entering a time at which somebody is busy or away, and a day that is closed."""

from __future__ import annotations

import datetime as dt
from datetime import time, timedelta
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from practice.forms import Form, ModelForm
from practice.hours.reach import within_reach
from practice.models import Busy, BusyKind, ClosedDay, Repeats, User
from practice.spans import end_of, local_instant, span, start_of

LONGEST = timedelta(days=366)


class BusyForm(Form):
    """From when until when ``clinician`` is busy or away: whole days, where no time is said."""

    kind = forms.ChoiceField(
        choices=BusyKind, label="What", widget=forms.RadioSelect, initial=BusyKind.BUSY
    )
    first = forms.DateField(label="From the day")
    starts = forms.TimeField(
        required=False,
        label="at",
        widget=forms.TimeInput(attrs={"step": 300}),
        help_text="Empty: from its start.",
    )
    last = forms.DateField(
        required=False, label="Through the day", help_text="Empty: the same day."
    )
    ends = forms.TimeField(
        required=False,
        label="until",
        widget=forms.TimeInput(attrs={"step": 300}),
        help_text="Empty: to its end.",
    )

    layout = Layout(
        "kind",
        Row(
            Column("first", css_class="col-7 col-sm-6"),
            Column("starts", css_class="col-5 col-sm-6"),
        ),
        Row(
            Column("last", css_class="col-7 col-sm-6"),
            Column("ends", css_class="col-5 col-sm-6"),
        ),
    )

    def __init__(self, clinician: User, data: Any = None) -> None:
        self.clinician = clinician
        super().__init__(data)

    def clean_first(self) -> dt.date:
        return within_reach(self.cleaned_data["first"])

    def clean_last(self) -> dt.date | None:
        last: dt.date | None = self.cleaned_data["last"]
        return within_reach(last) if last else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not {"first", "last", "starts", "ends"} <= cleaned.keys():
            return cleaned
        first = cleaned["first"]
        last = cleaned["last"] or first
        start = self._instant("starts", first) or start_of(first)
        end = self._instant("ends", last) or end_of(last)
        if self.errors:
            return cleaned
        if end <= start:
            self.add_error(
                "last" if last < first else "ends", "It must end after it starts."
            )
        elif end <= timezone.now():
            self.add_error("ends", "This time has passed. Choose a later one.")
        elif end - start > LONGEST:
            self.add_error("last", "Enter a year at most at a time.")
        cleaned["during"] = span(start, max(start, end))
        return cleaned

    def _instant(self, name: str, day: dt.date) -> dt.datetime | None:
        clock: time | None = self.cleaned_data[name]
        if clock is None:
            return None
        try:
            return local_instant(day, clock)
        except ValidationError as error:
            self.add_error(name, error)
            return None

    def save(self) -> Busy:
        kind, during = self.cleaned_data["kind"], self.cleaned_data["during"]
        return Busy.objects.create(clinician=self.clinician, kind=kind, during=during)


class ClosedDayForm(ModelForm):
    """A day on which nobody works, once or every year."""

    first_on = forms.DateField(label="The day, or the first of several")
    last_on = forms.DateField(
        required=False,
        label="The last of several",
        help_text="Only for days that come once. Empty: the same day.",
    )

    beside = {
        "closed_day_ends_once": "last_on",
        "closed_day_observed_by_date": "observed",
        "closed_day_of_our_time": "first_on",
        "closed_day_has_a_name": "name",
        "closed_day_repeats": "repeats",
    }
    layout = Layout(
        "name",
        Row(
            Column("first_on", css_class="col-12 col-sm-6"),
            Column("last_on", css_class="col-12 col-sm-6"),
        ),
        "repeats",
        "observed",
    )

    class Meta:
        model = ClosedDay
        fields = ["name", "first_on", "last_on", "repeats", "observed"]
        labels = {
            "name": "What the day is",
            "repeats": "In which years",
            "observed": "Where it falls on a weekend, closed on the nearest weekday too",
        }
        widgets = {"repeats": forms.RadioSelect}

    def clean_first_on(self) -> dt.date:
        return within_reach(self.cleaned_data["first_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if cleaned.get("repeats") == Repeats.ONCE and first:
            cleaned["last_on"] = last or first
            if last and last - first > LONGEST:
                self.add_error("last_on", "Enter a year at most at a time.")
        elif last:
            self.add_error(
                "last_on", "What comes every year is one day. Leave this empty."
            )
        return cleaned
