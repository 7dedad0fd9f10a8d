"""A session to move: its day, time and place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from clients.covering.act import cover_by
from clients.models import Contact, Cover
from collateral.booking.adjusted import take_time
from collateral.booking.when import LENGTHS, WhenForm, say_length
from collateral.booking.where import Where
from collateral.booking.whose import after
from collateral.gate import Proposal, unsent
from collateral.models import Session
from collateral.models.arrived import ARE_HERE
from collateral.sessions.come import has_come
from collateral.sessions.found import found_to_move
from collateral.sessions.proposing import proposal_of, seats_of
from practice.versions import VERSION, tell_changes, version_of
from practice.web.requests import SignedInRequest


class MoveForm(WhenForm):
    """Another time or place for a session.

    ``kept`` is whether it shows what was refused before, ``waits`` whether it could.
    """

    kept = waits = False

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        self.stored = self.initial_of(session)
        self.seen = session.during, session.room_id, session.place
        kwargs.setdefault("initial", self.stored)
        super().__init__(session, *args, **kwargs)
        where: Any = self.fields["room"]
        where.keeping(session)
        if not self.is_bound:
            self.version_now = version_of(self.stored)
        length: Any = self.fields["length"]
        usual = self.stored["length"]
        if not length.valid_value(str(usual)):
            length.choices = [(usual, say_length(usual)), *LENGTHS]

    @classmethod
    def asked(cls, request: SignedInRequest, session_id: int) -> MoveForm:
        """As it was sent; or to be filled in, with what is kept."""
        found = found_to_move(request, session_id)
        if request.method == "POST":
            take_time(request)
            return cls(found, request.POST)
        before = unsent.kept(request)
        form = cls(found)
        if before is None or before.get(VERSION) not in (None, form.version_now):
            return form  # the session has moved since
        if unsent.is_asked_for(request):
            form = cls.unfaulted(found, before)
            form.kept = True
        form.waits = not form.kept
        return form

    @classmethod
    def unfaulted(cls, session: Session, typed: QueryDict) -> MoveForm:
        """What is typed so far, as far as it can be read, with no fault found yet."""
        form, read = cls(session, initial=typed.dict()), cls(session, typed)
        read.is_valid()
        form.cleaned_data = read.cleaned_data
        return form

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        moved = cleaned.get("during", self.session.during)
        if moved.lower != self.session.during.lower:
            if has_come(self.session):
                raise ValidationError(ARE_HERE)
            if self.cover and moved.lower >= self.cover.during.upper:
                covers = f"{self.session.clinician.name} covers"
                self.add_error("date", after(self.cover, self.session.client, covers))
        tell_changes(self, self.stored)
        return cleaned

    @cached_property
    def cover(self) -> Cover | None:
        """By which whoever leads it does, if they do not treat the client."""
        return cover_by(self.session.clinician, self.session.client)

    @cached_property
    def people(self) -> list[Contact]:
        """Everyone with a seat."""
        return [seat.contact for seat in seats_of(self.session)]

    @property
    def typed_day(self) -> date | None:
        """The day to which it would go, if that is another than its own."""
        day: date | None = getattr(self, "cleaned_data", {}).get("date")
        return None if day == self.stored["date"] else day

    @property
    def is_typed(self) -> bool:
        """Whether there is a time to be read."""
        return "during" in getattr(self, "cleaned_data", {})

    @property
    def proposal(self) -> Proposal:
        """The session, with everyone in it, at the time that was typed, if it was."""
        stays = proposal_of(self.session, self.people)
        if not self.is_typed:
            return stays
        typed = self.cleaned_data
        where: Where = typed.get("room") or Where(stays.place, stays.room)
        return replace(
            stays,
            during=typed["during"],
            room=where.room,
            place=where.place,
            approved_later=False,
        )
