"""How often a session repeats, and until when: asked beside when it first is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from clients.models import Client, Contact
from collateral.booking.when import WhenForm
from collateral.models import Every, SessionSeries, Until
from collateral.models.series import MOST_DATES
from collateral.series.dates import Date, NoSuchDay, dated, days
from practice.choices import ChoiceField
from practice.hours.reach import AHEAD
from practice.spans import last_day
from releases.cover import Cover
from releases.models import Kind, Release

LEAST = 2
TOO_LONG = "That goes on for more than two years. Choose an earlier end."
TOO_MANY = f"That is more than {MOST_DATES} dates. Choose an earlier end."


class RepeatsForm(WhenForm):
    """A day, a start and a length; and whether it repeats, until when."""

    repeat = ChoiceField(
        choices=[("", "Does not repeat"), *Every.choices],
        required=False,
        label="Repeats",
    )
    until = ChoiceField(
        choices=Until.choices, required=False, initial=Until.TIMES, label="Until"
    )
    times = forms.IntegerField(
        required=False,
        min_value=LEAST,
        max_value=MOST_DATES,
        label="How many times",
        error_messages={
            "min_value": "What repeats takes place twice at least.",
            "max_value": f"Book {MOST_DATES} dates at a time, at most.",
        },
    )
    until_day = forms.DateField(required=False, label="Until this day")

    # What is asked for; none, where it does not repeat.
    repeated: tuple[Date | NoSuchDay, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("repeat") and not self.errors:
            length = timedelta(minutes=cleaned["length"])
            self.repeated = tuple(
                each
                if isinstance(each, NoSuchDay)
                else dated(each, cleaned["start"], length)
                for each in self._days(**cleaned)
            )
        return cleaned

    @property
    def dates(self) -> list[Date]:
        return [each for each in self.repeated if isinstance(each, Date)]

    @property
    def series(self) -> SessionSeries:
        """Not saved."""
        typed = self.cleaned_data
        return SessionSeries(
            client=self.session.client,
            clinician=self.session.clinician,
            every=typed["repeat"],
            until=typed["until"] or Until.TIMES,
            until_on=self.dates[-1].day,
        )

    def _days(
        self, date: dt.date, repeat: str, **typed: Any
    ) -> list[dt.date | NoSuchDay]:
        """Some at least, or an error beside the field that ends it."""
        goes_on, field = self._end(date, **typed)
        if goes_on is None:
            return []
        latest = timezone.localdate() + AHEAD
        found: list[dt.date | NoSuchDay] = []
        real = 0
        for each in days(date, repeat):
            if isinstance(each, dt.date) and not goes_on(each, real):
                break
            day = each.month if isinstance(each, NoSuchDay) else each
            if day > latest or real == MOST_DATES:
                self.add_error(field, TOO_LONG if day > latest else TOO_MANY)
                return []
            found.append(each)
            real += isinstance(each, dt.date)
        while found and isinstance(found[-1], NoSuchDay):
            found.pop()
        if real < LEAST:
            self.add_error(field, "It ends before it repeats. Choose a later end.")
            return []
        return found

    def _end(
        self, first: dt.date, until: str, **typed: Any
    ) -> tuple[Callable[[dt.date, int], bool] | None, str]:
        """Whether it goes on to a day, which so many come before; and what field says so."""
        if until == Until.DAY:
            last = typed["until_day"]
            if last is None:
                self.add_error("until_day", "Choose until which day it repeats.")
                return None, "until_day"
            return lambda day, _: day <= last, "until_day"
        if until == Until.RELEASE:
            end = cover_ends(self.session.client, typed["contacts"])
            if end is None:
                message = (
                    "Not everyone who joins has a release in force. Choose another end."
                )
                self.add_error("until", message)
                return None, "until"
            # The first date after it too: it waits for the renewal.
            past = iter([True])
            last = last_day(end)
            return lambda day, _: day <= last or next(past, False), "until"
        times = typed["times"]
        if times is None:
            self.add_error("times", "Say how many times it takes place.")
            return None, "times"
        return lambda _, before: before < times, "times"


def cover_ends(client: Client, contacts: Iterable[Contact]) -> datetime | None:
    """Until when all of them are covered, from now on; None if some are not. One query."""
    signed = Release.objects.filter(
        client=client, contact__in=contacts, kind=Kind.GENERAL
    )
    theirs: dict[int, list[Release]] = {each.pk: [] for each in contacts}
    for release in signed:
        theirs[release.contact_id].append(release)
    now = timezone.now()
    ends = [Cover.by(each).until(now) for each in theirs.values()]
    return None if None in ends or not ends else min(filter(None, ends))
