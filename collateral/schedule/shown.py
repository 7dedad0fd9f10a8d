"""Whose week is shown: one clinician's, one room's, or the whole practice's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Value
from django.utils import timezone

from collateral.models import Session
from practice.forms import Form
from practice.hours.closures import Closure, who_works_when
from practice.models import User
from practice.web.requests import SignedInRequest

WHOLE, CLINICIAN, ROOM = "all", "clinician", "room"
FAR = timedelta(days=100 * 366)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
CLINICIAN_NAMED = re.compile(rf"{CLINICIAN}-([0-9]{{1,9}})")


@dataclass(frozen=True)
class Shown:
    """One clinician or room, by its id, or the whole practice."""

    kind: str
    pk: int = 0

    @classmethod
    def usual(cls, user: User) -> Shown:
        """Their own for clinicians, for all others the whole practice."""
        return cls(CLINICIAN, user.pk) if user.is_clinician else cls(WHOLE)

    @classmethod
    def named(cls, value: str) -> Shown:
        """By what the form sends."""
        kind, _, pk = value.partition("-")
        return cls(kind, int(pk or 0))

    @property
    def value(self) -> str:
        return self.kind if self.kind == WHOLE else f"{self.kind}-{self.pk}"

    def sessions(self, user: User) -> Any:
        """Those that ``user`` may see. Of a room also the others, which are not ``seen``
        and show only that it is taken, as a booking would be told.
        """
        theirs = Session.objects.visible_to(user)
        if self.kind == ROOM:
            seen = Exists(theirs.filter(pk=OuterRef("pk")))
            return Session.objects.filter(room=self.pk).annotate(seen=seen)
        found = theirs.filter(clinician=self.pk) if self.kind == CLINICIAN else theirs
        return found.annotate(seen=Value(True))

    def is_told_whole(self, user: User) -> bool:
        """Whether ``user`` learns of every session in it, if only that a room is taken."""
        own = self.kind == CLINICIAN and self.pk == user.pk
        return not user.is_clinician or own or self.kind == ROOM

    def may_be_booked_by(self, user: User) -> bool:
        """Whether its empty times are theirs to book: a clinician's own, or a room's; the
        front desk's whosever they are.
        """
        own = self.kind == CLINICIAN and self.pk == user.pk
        clinicians = user.is_clinician and (own or self.kind == ROOM)
        return clinicians or user.is_front_desk

    def asked_by(self, user: User) -> str:
        """What goes along in the address of its empty times."""
        own = self.kind == CLINICIAN and self.pk == user.pk
        return "" if self.kind == WHOLE or own else urlencode({self.kind: self.pk})


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


class NearDay(forms.DateField):
    """A day of which there may be something to show."""

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and abs(day - timezone.localdate()) > FAR:
            message = "Choose a day within a hundred years."
            raise ValidationError(message)
        return day


class WeekForm(Form):
    """Whose week, and the week of which day."""

    show = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": "This is no longer here. Choose another."},
    )
    on = NearDay(required=False, label="Week of")

    def __init__(self, user: User, data: dict[str, str]) -> None:
        self.usual = Shown.usual(user)
        super().__init__(data)
        named = CLINICIAN_NAMED.fullmatch(data["show"])
        works = who_works_when(int(named[1]) if named else 0, *self._days())
        self._closures = works.closures
        show: Any = self.fields["show"]
        show.choices = [
            (WHOLE, "Whole practice"),
            ("Clinicians", _named(CLINICIAN, works.clinicians)),
            ("Rooms", _named(ROOM, works.rooms)),
        ]

    def _days(self) -> tuple[date, date]:
        """The first and the last of the week, as far as it can be read already."""
        try:
            day = self.fields["on"].clean(self.data["on"])
        except ValidationError:
            day = None
        monday = monday_of(day or timezone.localdate())
        return monday, monday + WEEK - DAY

    @property
    def closures(self) -> list[Closure]:
        """When nobody works that week, or whose it is does not."""
        return [] if self.errors else self._closures

    @classmethod
    def asked(cls, request: SignedInRequest, day: date) -> WeekForm:
        """As the address has it; what is not there, is as usual and the week of ``day``."""
        usual = {"show": Shown.usual(request.user).value, "on": day.isoformat()}
        sent = {name: request.GET[name] for name in usual if request.GET.get(name)}
        form = cls(request.user, {**usual, **sent})
        form.is_valid()
        return form

    @property
    def shown(self) -> Shown:
        value = self.cleaned_data.get("show")
        return Shown.named(value) if value else self.usual

    @property
    def label(self) -> str:
        """Whose it is, in words."""
        show: Any = self.fields["show"]
        named = {value: name for _, group in show.choices[1:] for value, name in group}
        return str(named.get(self.shown.value, "The whole practice"))

    @property
    def query(self) -> str:
        """What other weeks of the same are asked with."""
        same = self.shown == self.usual
        return "" if same else "?" + urlencode({"show": self.shown.value})


def _named(kind: str, those: list[tuple[int, str]]) -> list[tuple[str, str]]:
    return [(f"{kind}-{pk}", name) for pk, name in those]


class DayForm(Form):
    """Another day."""

    on = NearDay(required=False, label="Another day")
