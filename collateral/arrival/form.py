"""Who is here, of those who are expected and of whom nobody said so yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from clients.models import Contact
from collateral.gate import Proposal
from collateral.models import Arrival, How, Session, Status
from collateral.models.arrival import CAME, SAID
from collateral.models.arrived import TOO_SOON
from collateral.sessions.found import found_session
from collateral.sessions.proposing import proposal_of, seats_of
from practice.forms import Form
from practice.spans import local_day
from practice.web.requests import SignedInRequest
from releases.models import Format

ON_HOLD = "This session is on hold: nobody is checked in until it is booked again."
CANCELLED = "This session was cancelled: nobody is checked in."
COMPLETED = "This session is completed: who was in the room stays as it was stated."
UNSIGNED = "{name} has not signed the acknowledgement: check-in waits for it."
NOBODY = "Say of at least one person whether they are here."
AS_SEEN = [("", "Not yet"), *How.choices]


def _field(contact: Contact | None) -> str:
    """Of the client where it is None."""
    return f"how_{contact.pk if contact else 'client'}"


class ArrivalForm(Form):
    """How each came who is expected: left open where they may still come."""

    def __init__(self, session: Session, data: Any = None) -> None:
        super().__init__(data)
        self.session, self.now = session, timezone.now()
        self.seats = list(seats_of(session))
        standing = Arrival.objects.standing().filter(session=session)
        self.told = list(standing.select_related("contact", "recorded_by"))
        known = {arrival.contact_id for arrival in self.told}
        self.expected: dict[str, Contact | None] = {}
        if session.format == Format.JOINT and None not in known:
            self._ask_of(session.client.name, None)
        for seat in self.seats:
            if seat.contact_id not in known:
                self._ask_of(seat.contact.name, seat.contact)
        self.layout = Layout(*map(InlineRadios, self.expected))

    @classmethod
    def asked(cls, request: SignedInRequest, session_id: int) -> ArrivalForm:
        """As it was sent, or to be filled in."""
        found = found_session(request, session_id)
        return cls(found, request.POST if request.method == "POST" else None)

    def _ask_of(self, who: str, contact: Contact | None) -> None:
        field = _field(contact)
        self.fields[field] = forms.ChoiceField(
            choices=AS_SEEN, label=who, required=False, widget=forms.RadioSelect
        )
        self.expected[field] = contact

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.closed:
            raise ValidationError(self.closed)
        for arrival in self.told:
            if self.data.get(_field(arrival.contact), "") not in ("", arrival.how):
                raise ValidationError(SAID)
        seen = {name: how for name in self.expected if (how := cleaned.get(name))}
        if not seen and not self.errors:
            raise ValidationError(NOBODY)
        lacking = {s.contact_id for s in self.seats if not s.has_acknowledged}
        for name, how in seen.items():
            contact = self.expected[name]
            if how in CAME and contact and contact.pk in lacking:
                self.add_error(name, UNSIGNED.format(name=contact.name))
        return cleaned

    @property
    def closed(self) -> str:
        """Why nobody is checked in now; empty where they may be."""
        session = self.session
        if session.status == Status.CANCELLED:
            return CANCELLED
        if session.status == Status.HELD:
            return ON_HOLD
        if session.status == Status.COMPLETED:
            return COMPLETED
        starts = session.during.lower
        if self.now < starts and local_day(self.now) < local_day(starts):
            return TOO_SOON
        return ""

    @property
    def seen(self) -> dict[Contact | None, str]:
        """How each came of whom it was said."""
        said = self.cleaned_data
        return {who: said[name] for name, who in self.expected.items() if said[name]}

    @property
    def proposal(self) -> Proposal:
        """What is left of the session, with those alone who came."""
        came = [who for who, how in self.seen.items() if who and how in CAME]
        stays = proposal_of(self.session, came)
        needed = stays.needs_cover and bool(came)
        return replace(stays, booked_at=timezone.now(), needs_cover=needed)
