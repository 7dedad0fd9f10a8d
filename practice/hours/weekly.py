"""The hours of a week, as they are entered: up to two stretches a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any, NamedTuple

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.db import connection
from django.utils.dates import WEEKDAYS

from practice.forms import Form
from practice.models import User, WorkingHours
from practice.versions import tell_changes, version_of

DAYS = [str(name).capitalize() for name in WEEKDAYS.values()]
FIELDS = {
    "from": "{day} from",
    "until": "{day} until",
    "again": "{short}, again from",
    "end": "{short}, again until",
}
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('practice working hours'))"


class Stretch(NamedTuple):
    weekday: int
    starts: time
    ends: time


def _names(day: int) -> list[str]:
    return [f"{name}_{day}" for name in FIELDS]


class WeeklyForm(Form):
    """When ``clinician`` works, or where that is nobody, the practice."""

    layout = Layout(
        *(
            Row(*(Column(name, css_class="col-6 col-md-3") for name in _names(day)))
            for day in range(len(DAYS))
        )
    )

    def __init__(self, clinician: User | None, data: Any = None) -> None:
        self.clinician = clinician
        self.stored = _typed(hours_of(clinician))
        super().__init__(data, initial=self.stored)
        if not self.is_bound:
            self.version_now = version_of(self.stored)

    def _prepare_fields(self) -> None:
        for day, name in enumerate(DAYS):
            for field, label in FIELDS.items():
                self.fields.setdefault(
                    f"{field}_{day}",
                    forms.TimeField(
                        required=False,
                        label=label.format(day=name, short=name[:3]),
                        widget=forms.TimeInput(attrs={"step": 300}),
                    ),
                )
        super()._prepare_fields()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        found = [each for day in range(len(DAYS)) for each in self._of(day)]
        if self.clinician is None and not found and not self.errors:
            message = (
                "Enter hours for at least one day. Close a day under “Closed days”."
            )
            self.add_error(None, message)
        cleaned["hours"] = found
        return cleaned

    def _of(self, day: int) -> Iterable[Stretch]:
        before = None
        names = _names(day)
        for first, last in (names[:2], names[2:]):
            starts, ends = self.cleaned_data.get(first), self.cleaned_data.get(last)
            if starts and ends and starts >= ends:
                self.add_error(last, "Hours must end after they start.")
            elif starts and before and starts < before:
                self.add_error(first, "This is within the hours before it.")
            elif bool(starts) != bool(ends) and not self._is_faulty(first, last):
                self.add_error(first if ends else last, "Enter both, or neither.")
            elif starts and ends:
                before = ends
                yield Stretch(day, starts, ends)

    def _is_faulty(self, *names: str) -> bool:
        return any(name in self.errors for name in names)

    def save(self) -> list[Stretch] | None:
        """In place of what stood, which it gives; unless someone else changed that: then
        it says so.
        """
        with connection.cursor() as cursor:
            cursor.execute(ONE_AT_A_TIME)
        stood = hours_of(self.clinician)
        if not tell_changes(self, _typed(stood)):
            return None
        if stood == self.cleaned_data["hours"]:
            return stood
        WorkingHours.objects.filter(clinician=self.clinician).delete()
        WorkingHours.objects.bulk_create(
            WorkingHours(clinician=self.clinician, **each._asdict())
            for each in self.cleaned_data["hours"]
        )
        return stood


def hours_of(clinician: User | None) -> list[Stretch]:
    found = WorkingHours.objects.filter(clinician=clinician)
    return [Stretch(*row) for row in found.values_list("weekday", "starts", "ends")]


def _typed(hours: Iterable[Stretch]) -> dict[str, time | None]:
    """As the form shows them."""
    shown: dict[str, time | None] = {}
    for day in range(len(DAYS)):
        found = [clock for each in hours if each.weekday == day for clock in each[1:]]
        names = _names(day)
        shown |= dict(zip(names, [*found, *[None] * len(names)], strict=False))
    return shown
