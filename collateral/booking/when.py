"""When and where: what every form that sets a session's time asks."""

from __future__ import annotations

import datetime as dt
from datetime import time, timedelta
from functools import cached_property
from typing import Any

from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from collateral.booking.outside import Outside, OutsideForm
from collateral.booking.where import WhereField, shown
from collateral.gate import Proposal
from collateral.gate.clashes import clashes_of
from collateral.models import Session
from practice.choices import TypedChoiceField
from practice.hours.opening import departures
from practice.hours.reach import within_reach
from practice.spans import Span, clock_of, local_day, local_instant, span

HOUR = 60
USUAL = (25, 30, 45, 50, 60, 75, 90, 120, 180)  # minutes
# Any other: by five minutes up to four hours, by a quarter of an hour up to eight.
OTHER = [
    minutes
    for minutes in (*range(15, 4 * HOUR, 5), *range(4 * HOUR, 8 * HOUR + 1, 15))
    if minutes not in USUAL
]


def say_length(minutes: int) -> str:
    """50 minutes; 2 hours; 2 hours 20 minutes"""
    hours, rest = divmod(minutes, HOUR)
    if minutes < 2 * HOUR:
        return f"{minutes} minutes"
    return f"{hours} hours {rest} minutes" if rest else f"{hours} hours"


LENGTHS = [
    *((minutes, say_length(minutes)) for minutes in USUAL),
    ("Another length", [(minutes, say_length(minutes)) for minutes in OTHER]),
]
# Beside which field a constraint of the session speaks.
BESIDE = {
    "session_clinician_free": "start",
    "session_client_free": "start",
    "session_room_free": "room",
    "session_room_is_open": "room",
    "session_takes_place_somewhere": "room",
    "participant_contact_free": "start",
    "session_booked_before_it_ends": "date",
}


class LengthField(TypedChoiceField):
    """In minutes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, choices=LENGTHS, **kwargs)


class WhenForm(OutsideForm):
    """A day, a start and a length by the practice's clock, and where."""

    date = forms.DateField()
    start = forms.TimeField(widget=forms.TimeInput(attrs={"step": 300}))
    length = LengthField(initial=50)
    room = WhereField()

    layout = Layout(
        Row(
            Column("date", css_class="col-12 col-sm-5"),
            Column("start", css_class="col-6 col-sm-3"),
            Column("length", css_class="col-6 col-sm-4"),
        ),
        "room",
        Div("despite", css_id="why-then"),
    )
    beside = BESIDE

    # And the field beside which it is said who sits elsewhere.
    people_beside = "start"

    session: Session

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        self.session = session
        super().__init__(*args, **kwargs)
        self.fields["despite"].initial = session.outside_hours_because

    def clean_date(self) -> dt.date:
        return within_reach(self.cleaned_data["date"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "despite" in self.errors or cleaned.get("despite"):
            self.show_why()
        if {"date", "start", "length"} <= cleaned.keys():
            self._clean_when(cleaned["date"], cleaned["start"], cleaned["length"])
        return cleaned

    @property
    def proposal(self) -> Proposal:
        """What a valid form asks for."""
        raise NotImplementedError

    def _clean_when(self, day: dt.date, clock: time, minutes: int) -> None:
        try:
            start = local_instant(day, clock)
        except ValidationError as error:
            self.add_error("start", error)
            return
        if start + timedelta(minutes=minutes) <= timezone.now():
            self.add_error("start", "This time has passed. Choose a later one.")
        self.cleaned_data["during"] = span(start, start + timedelta(minutes=minutes))

    def is_free(self) -> bool:
        """Whether all and everyone is free then; says beside its field what is not.

        Of a valid form, after the gate, which says it beside who is not covered.
        """
        clashes = clashes_of(self.proposal)
        for constraint in clashes.taken:
            self.refuse(constraint)
        if clashes.elsewhere:
            self.add_error(self.people_beside, clashes.where_they_are)
        self._ask_why()
        return not self.errors

    @cached_property
    def outside(self) -> Outside:
        """In which ways the time that is typed is outside hours, and why it is."""
        found = departures(self.session.clinician.pk, self.during)
        return Outside(found, self.cleaned_data.get("despite", "") if found else "")

    def _ask_why(self) -> None:
        outside = self.outside
        if outside.departures:
            self.show_why()
        if outside.departures and not outside.because:
            said = " ".join(outside.departures.sentences)
            self.add_error(
                "despite", f"{said} Say why it is then, or choose another time."
            )

    @property
    def during(self) -> Span:
        during: Span = self.cleaned_data["during"]
        return during

    @staticmethod
    def initial_of(session: Session) -> dict[str, Any]:
        """What the form shows of a session that is booked."""
        length = session.during.upper - session.during.lower
        return {
            "date": local_day(session.during.lower),
            "start": clock_of(session.during.lower),
            "length": int(length.total_seconds() // 60),
            "room": shown(session),
        }
