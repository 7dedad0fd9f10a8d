"""What is done with many sessions of a series: from one of them on, or with all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from clients.models import Contact
from collateral.booking.outside import OutsideEach, OutsideForm
from collateral.booking.when import BESIDE
from collateral.booking.where import Where, WhereField, shown
from collateral.gate import Proposal
from collateral.models import LeftOutDate, Session, SessionSeries, Status, WhyLeftOut
from collateral.series.dates import Date, dated
from collateral.series.found import ahead_in, found_series, sessions_of
from collateral.series.table import Row as TableRow
from collateral.sessions.proposing import proposals_of
from practice.formats import say_day, say_span
from practice.forms import Form
from practice.spans import clock_of, local_day
from practice.web.requests import SignedInRequest


class SessionChoice(forms.ModelChoiceField):
    """A session by when it is."""

    def label_from_instance(self, session: Session) -> str:
        return say_span(session.during)


class SinceForm(Form):
    """From which session on; the first that is ahead stands for all of them."""

    since = SessionChoice(
        Session.objects.none(),
        label="From which session on",
        empty_label=None,
        help_text="The first stands for all that are ahead.",
        error_messages={"invalid_choice": "This session is not ahead any more."},
    )
    layout = Layout("since")

    def __init__(self, series: SessionSeries, *args: Any, **kwargs: Any) -> None:
        self.series = series
        super().__init__(*args, **kwargs)
        since: Any = self.fields["since"]
        since.queryset = ahead_in(series)
        self.ahead = list(since.queryset)

    @classmethod
    def asked(cls, request: SignedInRequest, series_id: int) -> Any:
        """As it was sent; or to be filled in, from the session in the address on."""
        series = found_series(request, series_id)
        if request.method == "POST":
            return cls(series, request.POST)
        return cls(series, initial={"since": request.GET.get("since")})

    @property
    def first(self) -> Session | None:
        """From which on it stands now."""
        asked = str(self["since"].value() or "")
        found = (each for each in self.ahead if str(each.pk) == asked)
        return next(found, self.ahead[0] if self.ahead else None)

    @property
    def chosen(self) -> list[Session]:
        """Of a valid form."""
        since = self.cleaned_data["since"].during.lower
        return [each for each in self.ahead if each.during.lower >= since]


class ManyForm(SinceForm):
    """As the gate is asked it: ``unable`` says of what it is not even asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unable: list[TableRow] = []

    @property
    def proposals(self) -> list[Proposal]:
        raise NotImplementedError

    @property
    def outside_each(self) -> OutsideEach:
        """Of those that get another time, which are outside hours."""
        return {}

    @property
    def proposal(self) -> Proposal:
        """The first of them."""
        return self.proposals[0]

    def cannot(self, session_id: int | None, during: Any, said: str) -> None:
        day = say_day(local_day(during.lower))
        self.unable.append(TableRow(str(session_id), day, during, said=said))


class MoveEachForm(OutsideForm, ManyForm):
    """Another weekday, time of day or place for each."""

    weekday = forms.TypedChoiceField(coerce=int, choices=list(WEEKDAYS.items()))
    start = forms.TimeField(widget=forms.TimeInput(attrs={"step": 300}))
    room = WhereField()
    layout = Layout(
        "since",
        Row(
            Column("weekday", css_class="col-12 col-sm-4"),
            Column("start", css_class="col-6 col-sm-3"),
            Column("room", css_class="col-12 col-sm-5"),
        ),
    )
    beside = BESIDE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.first:
            where: Any = self.fields["room"]
            where.keeping(self.first)
        if (first := self.first) and not self.is_bound:
            self.initial["weekday"] = local_day(first.during.lower).weekday()
            self.initial["start"] = clock_of(first.during.lower)
            self.initial["room"] = shown(first)

    def moved(self, during: Any) -> Date:
        """The same week's chosen weekday, at the chosen time of day."""
        day = local_day(during.lower)
        by = timedelta(days=self.cleaned_data["weekday"] - day.weekday())
        length = during.upper - during.lower
        return dated(day + by, self.cleaned_data["start"], length)

    @cached_property
    def proposals(self) -> list[Proposal]:
        where: Where = self.cleaned_data["room"]
        asked = []
        for stays in proposals_of(self.chosen):
            date = self.moved(stays.during)
            if date.wrong:
                self.cannot(stays.session_id, date.during, date.wrong)
            elif date.during.upper <= timezone.now():
                self.cannot(stays.session_id, date.during, "This time has passed.")
            else:
                room, place = where.room, where.place
                asked.append(replace(stays, during=date.during, room=room, place=place))
        return asked

    @cached_property
    def outside_each(self) -> OutsideEach:
        kept: dict[int | None, str] = {
            each.pk: each.outside_hours_because for each in self.chosen
        }
        return self.outside_of_each(self.proposals, kept)


class ReopenEachForm(ManyForm):
    """Who leaves all of them; or nobody: then what is on hold is booked again."""

    leaving = forms.ModelChoiceField(
        Contact.objects.none(),
        required=False,
        label="Who leaves them",
        empty_label="Nobody: book again what is on hold",
    )
    layout = Layout("since", "leaving")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaving: Any = self.fields["leaving"]
        people = Contact.objects.filter(seats__session__in=self.ahead)
        leaving.queryset = people.distinct()

    @cached_property
    def proposals(self) -> list[Proposal]:
        leaves: Contact | None = self.cleaned_data["leaving"]
        held = {each.pk for each in self.chosen if each.status == Status.HELD}
        asked = []
        for stays in proposals_of(self.chosen):
            others = tuple(each for each in stays.contacts if each != leaves)
            if leaves is None and stays.session_id in held:
                asked.append(replace(stays, needs_cover=True))
            elif leaves is None or leaves not in stays.contacts:
                continue
            elif others:
                left = (leaves,)
                asked.append(
                    replace(stays, contacts=others, leaving=left, needs_cover=True)
                )
            else:
                said = "Nobody else joins this one. Cancel it instead."
                self.cannot(stays.session_id, stays.during, said)
        return asked


class CancelEachForm(SinceForm):
    """Why they are cancelled, as the consent history will show it."""

    reason = forms.CharField(
        max_length=300,
        help_text="Kept in the consent history. Leave clinical detail out.",
    )
    layout = Layout("since", "reason")


class LeftOutForm(OutsideForm):
    """Dates of a series that wait, as its newest session would be on them."""

    layout = Layout()

    def __init__(self, series: SessionSeries, data: QueryDict) -> None:
        self.series = series
        super().__init__(data)
        waiting = series.left_out.waiting()
        self.dates: list[LeftOutDate] = list(waiting.exclude(why=WhyLeftOut.CLOCKS))
        self.newest = sessions_of(series).last()

    @classmethod
    def asked(cls, request: SignedInRequest, series_id: int) -> LeftOutForm:
        return cls(found_series(request, series_id), request.POST)

    @cached_property
    def proposals(self) -> list[Proposal]:
        if self.newest is None:
            return []
        (like,) = proposals_of([self.newest])
        return [
            replace(
                like,
                during=each.during,
                session_id=None,
                booked_at=timezone.now(),
                needs_cover=True,
            )
            for each in self.dates
        ]

    @property
    def proposal(self) -> Proposal:
        return self.proposals[0]

    @cached_property
    def outside_each(self) -> OutsideEach:
        return self.outside_of_each(self.proposals)
