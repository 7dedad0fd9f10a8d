"""Which of the dates that wait are not waited for any more."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict

from collateral.models import LeftOutDate, SessionSeries
from practice.formats import say_span
from practice.forms import Form


class LetGoForm(Form):
    """The dates, ticked one by one; all are at first."""

    dates = forms.ModelMultipleChoiceField(
        LeftOutDate.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label="Which dates",
        error_messages={"required": "Tick the dates to let go."},
    )
    layout = Layout("dates")

    def __init__(self, series: SessionSeries, data: QueryDict | None = None) -> None:
        waiting = series.left_out.waiting()
        super().__init__(data, initial={"dates": [each.pk for each in waiting]})
        dates: Any = self.fields["dates"]
        dates.queryset = waiting
        dates.label_from_instance = lambda each: say_span(each.during)
