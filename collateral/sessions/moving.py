"""Who is covered, what is taken and which times are free, as the page to move a session
shows it while typing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from collateral import gate
from collateral.booking.finder import Offer, by_day, offers
from collateral.gate.clashes import clashes_of
from collateral.gate.hush import as_told_to
from collateral.sessions.found import found_to_move
from collateral.sessions.move_form import MoveForm
from practice.calendars.shown import Shown, stale_ahead
from practice.models import Room, User
from practice.spans import start_of
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest


@dataclass(frozen=True)
class Moving:
    """The session at the time that is typed; until one is, at its own, where it is free."""

    form: MoveForm
    user: User

    @cached_property
    def proposal(self) -> gate.Proposal:
        return self.form.proposal

    @property
    def lines(self) -> tuple[gate.Line, ...]:
        lines = self._verdicts[0].lines
        return as_told_to(self.user, self.proposal.client, lines)

    @cached_property
    def _verdicts(self) -> list[gate.Verdict]:
        """On the session as it is typed, and on each time that is offered, asked at once."""
        asked = [self.proposal, *(self._at(each) for each in self._offers)]
        return gate.ask_each(asked, taken=range(len(asked)))

    def _at(self, offer: Offer) -> gate.Proposal:
        meant = replace(self.proposal, approved_later=False)
        return offer.of(meant, self.proposal.room)

    @cached_property
    def _offers(self) -> list[Offer]:
        """Free times from the day that is typed on, where it is another than its own; else
        from now on; while whoever leads it covers the client, if they do.
        """
        now, day, cover = timezone.now(), self.form.typed_day, self.form.cover
        start = max(now, start_of(day)) if day else now
        stays = self.form.session.during.lower
        found = offers(self.proposal, start, cover.during.upper if cover else None)
        return [each for each in found if each.start != stays]

    @cached_property
    def times(self) -> list[tuple[date, list[tuple[Offer, str]]]]:
        """By day, those that the gate would let pass; each with its room, where that is
        another than was asked for.
        """
        asked, room = self.proposal.needs_cover, self.proposal.room
        good = [
            offer
            for offer, verdict in zip(self._offers, self._verdicts[1:], strict=True)
            if not (asked and verdict.gaps)
        ]
        others = {o.room for o in good if o.room and room and o.room != room.pk}
        names = dict(Room.objects.filter(pk__in=others).values_list("pk", "name"))
        return [
            (day, [(each, names.get(each.room or 0, "")) for each in those])
            for day, those in by_day(good)
        ]

    @cached_property
    def stale(self) -> list[Shown]:
        return stale_ahead(timezone.now(), self.proposal.clinician.pk)

    @cached_property
    def clashes(self) -> list[str]:
        return clashes_of(self.proposal).sentences if self.form.is_typed else []

    @cached_property
    def outside(self) -> list[str]:
        """That nobody works at the time that is typed, and who is away or busy."""
        return self.form.outside.departures.sentences if self.form.is_typed else []

    @property
    def is_open(self) -> bool:
        """Whether everyone is covered, and all and everyone free."""
        return not self.clashes and all(line.covered for line in self.lines)


def move_page(form: MoveForm, user: User) -> dict[str, Any]:
    """What the page shows ``user`` of ``form``, and of who is covered for it."""
    moving = Moving(form, user)
    if moving.outside:
        form.show_why()
    return {"session": form.session, "form": form, "moving": moving}


@page(*OFFICE, methods=FORM)
def session_coverage(request: SignedInRequest, session_id: int) -> HttpResponse:
    """For what is typed so far; nothing is moved. The panel for htmx, else the page."""
    found = found_to_move(request, session_id)
    if request.method != "POST":  # signed in again
        return redirect("session_move", session_id)
    form = MoveForm.unfaulted(found, request.POST)
    part = "_moving" if request.htmx else "move"
    shown = move_page(form, request.user)
    return render(request, f"collateral/sessions/{part}.html", shown)
