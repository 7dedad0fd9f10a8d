"""Forms that schedule. Each can say, before anything is saved, what it proposes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from datetime import time, timedelta
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from clients.models import Client, Contact
from collateral.gate import Proposal
from collateral.models import Format, Participant, Session, SharedSessionPlan
from practice.forms import Form
from practice.models import Room, User
from practice.spans import Span, clock_of, local_day, local_instant, span
from practice.words import say_list
from releases.models import Purpose

AHEAD = timedelta(days=2 * 365)
LENGTHS = [
    (minutes, f"{minutes} minutes") for minutes in (25, 30, 45, 50, 60, 75, 90)
] + [
    (120, "2 hours"),
    (180, "3 hours"),
]
# Beside which field a constraint of the session speaks.
BESIDE = {
    "session_clinician_free": "start",
    "session_client_free": "start",
    "session_room_free": "room",
    "participant_contact_free": "start",
    "session_booked_before_it_ends": "date",
}


class WhenForm(Form):
    """A day, a start and a length by the practice's clock, and where."""

    date = forms.DateField()
    start = forms.TimeField(widget=forms.TimeInput(attrs={"step": 300}))
    length = forms.TypedChoiceField(coerce=int, choices=LENGTHS, initial=50)
    room = forms.ModelChoiceField(
        Room.objects.all(), required=False, empty_label="Video or phone", label="Where"
    )

    layout = Layout(
        Row(
            Column("date", css_class="col-12 col-sm-5"),
            Column("start", css_class="col-6 col-sm-3"),
            Column("length", css_class="col-6 col-sm-4"),
        ),
        "room",
    )
    beside = BESIDE

    session: Session

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        self.session = session
        super().__init__(*args, **kwargs)

    def clean_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["date"]
        today = timezone.localdate()
        if day < today:
            message = "This day has passed. Choose today or a later day."
            raise ValidationError(message)
        if day > today + AHEAD:
            message = "Choose a day within the next two years."
            raise ValidationError(message)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"date", "start", "length"} <= cleaned.keys():
            self._clean_when(cleaned["date"], cleaned["start"], cleaned["length"])
        if not self.errors:
            self.fill(self.session)
            self._ask_constraints()
        return cleaned

    def _clean_when(self, day: dt.date, clock: time, minutes: int) -> None:
        try:
            start = local_instant(day, clock)
        except ValidationError as error:
            self.add_error("start", error)
            return
        if start + timedelta(minutes=minutes) <= timezone.now():
            self.add_error("start", "This time has passed. Choose a later one.")
        self.cleaned_data["during"] = span(start, start + timedelta(minutes=minutes))

    def fill(self, session: Session) -> None:
        """Give ``session`` what was typed; it is not saved."""
        session.during = self.cleaned_data["during"]
        session.room = self.cleaned_data["room"]
        if session._state.adding:
            session.booked_at = timezone.now()

    def _ask_constraints(self) -> None:
        """Let each of the session's constraints speak beside the field it is about."""
        for constraint in Session._meta.constraints:
            try:
                constraint.validate(Session, self.session)
            except ValidationError as error:
                self.add_error(BESIDE.get(constraint.name), error)

    def refuse_those_elsewhere(self, contacts: Any, beside: str) -> None:
        """Say who of ``contacts`` sits in another session then."""
        elsewhere = (
            Participant.objects.overlapping(self.during)
            .filter(contact__in=contacts)
            .exclude(session=self.session.pk)
            .values("contact")
        )
        if names := list(
            Contact.objects.filter(pk__in=elsewhere).values_list("name", flat=True)
        ):
            verb = "is" if len(names) == 1 else "are"
            self.add_error(beside, f"{say_list(names)} {verb} in another session then.")

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
            "room": session.room_id,
        }


class ContactChoices(forms.ModelMultipleChoiceField):
    """Contacts by name, ticked one by one."""

    def label_from_instance(self, contact: Contact) -> str:
        return f"{contact.name}, {contact.relationship}"


class BookingForm(WhenForm):
    """A shared session to book for one client, and what it is for."""

    contacts = ContactChoices(
        Contact.objects.none(),
        label="Who joins",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person who joins."},
    )
    format = forms.ChoiceField(
        choices=Format, initial=Format.JOINT, label="With or without the client"
    )
    purpose = forms.ChoiceField(choices=[("", "Choose why …"), *Purpose.choices])
    topics = forms.CharField(
        required=False,
        max_length=2000,
        label="Topics to cover",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    boundaries = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What stays out of the room, and how anyone can stop.",
    )

    def __init__(
        self, client: Client, clinician: User, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(Session(client=client, clinician=clinician), *args, **kwargs)
        contacts: Any = self.fields["contacts"]
        contacts.queryset = client.contacts.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            self.refuse_those_elsewhere(cleaned["contacts"], "contacts")
        return cleaned

    def fill(self, session: Session) -> None:
        super().fill(session)
        session.format = self.cleaned_data["format"]

    @property
    def proposal(self) -> Proposal:
        """What a valid form asks for."""
        proposal = self.proposal_with(self.cleaned_data["contacts"])
        assert proposal  # noqa: S101 (a valid form has a time)
        return proposal

    def proposal_with(self, contacts: Iterable[Contact]) -> Proposal | None:
        """The session as far as it is typed, with ``contacts``; None without a time."""
        typed = getattr(self, "cleaned_data", {})
        if "during" not in typed:
            return None
        return Proposal(
            client=self.session.client,
            contacts=tuple(contacts),
            clinician=self.session.clinician,
            during=typed["during"],
            room=typed.get("room"),
            format=typed.get("format", Format.JOINT),
        )

    def chosen(self) -> set[int]:
        """The ids of the contacts who are ticked, whether or not the form is valid."""
        ticked = self["contacts"].value() or []
        return {int(pk) for pk in ticked if str(pk).isdecimal()}

    @property
    def plan(self) -> SharedSessionPlan:
        return SharedSessionPlan(
            purpose=self.cleaned_data["purpose"],
            topics=self.cleaned_data["topics"],
            boundaries=self.cleaned_data["boundaries"],
        )


class MoveForm(WhenForm):
    """Another time or place for a session."""

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.initial_of(session))
        super().__init__(session, *args, **kwargs)
        length: Any = self.fields["length"]
        usual = self.initial_of(session)["length"]
        if usual not in dict(LENGTHS):
            length.choices = sorted([*LENGTHS, (usual, f"{usual} minutes")])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            self.refuse_those_elsewhere(self.people, "start")
        return cleaned

    @property
    def people(self) -> list[Contact]:
        """Everyone with a seat."""
        return [seat.contact for seat in seats_of(self.session)]

    @property
    def proposal(self) -> Proposal:
        """The session, with everyone in it, at the time that was typed."""
        return proposal_of(self.session, self.people)


class ReopenForm(Form):
    """Who of a held session's people still joins."""

    contacts = ContactChoices(
        Contact.objects.none(),
        label="Who joins",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person who joins."},
    )
    layout = Layout("contacts")

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        self.session = session
        people = Contact.objects.filter(seats__session=session)
        kwargs.setdefault("initial", {"contacts": list(people)})
        super().__init__(*args, **kwargs)
        contacts: Any = self.fields["contacts"]
        contacts.queryset = people

    def clean(self) -> dict[str, Any]:
        if self.session.during.upper <= timezone.now():
            message = "This session's time has passed. Move it to another time first."
            raise ValidationError(message)
        return super().clean() or self.cleaned_data

    @property
    def proposal(self) -> Proposal:
        return proposal_of(self.session, self.cleaned_data["contacts"])


class JoinForm(Form):
    """One more contact for a session."""

    contact = forms.ModelChoiceField(
        Contact.objects.none(), label="Who joins", empty_label="Choose a contact …"
    )
    layout = Layout("contact")

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        self.session = session
        super().__init__(*args, **kwargs)
        contact: Any = self.fields["contact"]
        contact.queryset = session.client.contacts.exclude(seats__session=session)
        contact.label_from_instance = lambda c: f"{c.name}, {c.relationship}"

    @property
    def proposal(self) -> Proposal:
        return proposal_of(self.session, [self.cleaned_data["contact"]])


class ReasonForm(Form):
    """Why something is stopped, as the consent history will show it."""

    reason = forms.CharField(
        max_length=300,
        help_text="Kept in the consent history. Leave clinical detail out.",
    )
    layout = Layout("reason")


def seats_of(session: Session) -> QuerySet[Any]:
    """The session's seats with their contacts, in the order they joined."""
    return session.participants.select_related("contact").order_by("pk")


def proposal_of(session: Session, contacts: Any) -> Proposal:
    """What scheduling ``session`` as it stands, with ``contacts``, would ask for.

    A session that stands was booked when it was; one on hold is booked from now.
    """
    booked = {"booked_at": session.booked_at} if session.stands else {}
    return Proposal(
        client=session.client,
        contacts=tuple(contacts),
        clinician=session.clinician,
        during=session.during,
        room=session.room,
        format=session.format,
        session_id=session.pk,
        **booked,
    )
