"""Changing what each who joins a session is to hear of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.models import Contact, EventKind
from collateral.cards.card import Card, cards_of
from collateral.gate import Cleared, Proposal, confirm, unsent
from collateral.gate.again import about
from collateral.gate.reasons import NOT_READY
from collateral.gate.scheduling import SchedulingRequest, schedules
from collateral.models import Session, Status
from collateral.models.keys import keys_are_asked, keys_wait
from collateral.models.topic import topics_for
from collateral.sessions.found import answers_changes, found_session, refuse_if_over
from collateral.sessions.proposing import proposal_of, seats_of
from collateral.sessions.seats import (
    claim,
    hears_in,
    lean,
    lock,
    record_act,
    stands_by_its_plan,
)
from practice.database.transactions import retried
from practice.forms import Form, submitted_once
from practice.models import Role, User
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest
from releases.models.draft import EVERY_TOPIC

ON_HOLD = (
    "The topics are changed. The session is on hold until the client approves that."
)

OUTSIDE = "Outside their release"


@retried
def talk_of(cleared: Cleared, actor: User) -> Session:
    """Let each in the session hear of the topics that were cleared for them, and of no
    others; who has joined meanwhile, of what they are to hear.

    One that is booked is booked anew with a topic that is new to it, as that is part of
    what is booked; or is put on hold, where the client has to approve that first.
    """
    proposal = cleared.proposal
    lock(Contact.objects.filter(seats__session=proposal.session_id))
    confirm(cleared)
    session = claim(proposal.session_id)
    seats = list(session.participants.select_for_update(of=("self",)).order_by("pk"))
    had, wanted = hears_in(session), proposal.hears
    new = {
        seat: [
            t for t in wanted.get(seat.contact_id, ()) if t not in had[seat.contact_id]
        ]
        for seat in seats
    }
    holds = any(new.values()) and stands_by_its_plan(session)
    if holds:
        session.status = Status.HELD
        session.save(update_fields=["status"])
    for seat in seats:
        stays = wanted.get(seat.contact_id, had[seat.contact_id])
        seat.topics.exclude(topic__in=stays).delete()
    keys_wait()  # who may tell of these may be another than who told of those
    if session.stands:
        lean(session, cleared)
    if session.stands and any(new.values()):
        session.booked_at = timezone.now()
        session.save(update_fields=["booked_at"])
    for seat in seats:
        seat.refresh_from_db()
        topics_for([seat], new[seat])
    keys_are_asked()
    if holds:
        record_act(EventKind.HELD, session, actor, reason=NOT_READY)
    record_act(EventKind.TOPICS_CHANGED, session, actor)
    return session


class TopicsForm(Form):
    """For each who joins a session, what they are to hear of, beside what their release
    lets them hear as it begins.
    """

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        self.session, self.had = session, hears_in(session)
        self.people = [seat.contact for seat in seats_of(session)]
        kwargs.setdefault(
            "initial", {about(pk): list(codes) for pk, codes in self.had.items()}
        )
        super().__init__(*args, **kwargs)
        for card in cards_of(session, self.people, None):
            self.fields[about(card.contact.pk)] = _hearing(card)

    @classmethod
    def asked(cls, request: SignedInRequest, session_id: int) -> TopicsForm:
        """As it was sent; or to be filled in, with what is kept."""
        found = found_session(request, session_id)
        if request.method == "POST":
            return cls(found, request.POST)
        before = unsent.kept(request) if unsent.is_asked_for(request) else None
        if before is None:
            return cls(found)
        return cls(found, initial={name: before.getlist(name) for name in before})

    @property
    def proposal(self) -> Proposal:
        """The session about what is ticked, with everyone in it."""
        stays = proposal_of(self.session, self.people)
        hears = {who.pk: tuple(self.cleaned_data[about(who.pk)]) for who in self.people}
        if all(set(hears[pk]) <= set(self.had.get(pk, ())) for pk in hears):
            return replace(stays, hears=hears)
        later = stays.approved_later or stands_by_its_plan(self.session)
        now = timezone.now()
        return replace(stays, hears=hears, booked_at=now, approved_later=later)


def _hearing(card: Card) -> forms.MultipleChoiceField:
    """All topics for one person; those outside their release come last, and say so."""
    inside = [each for each in EVERY_TOPIC if each[0] in card.hears]
    outside = [each for each in EVERY_TOPIC if each[0] not in card.hears]
    return forms.MultipleChoiceField(
        choices=[*inside, (OUTSIDE, outside)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=f"{card.contact.name} hears of",
    )


@page(Role.CLINICIAN, methods=FORM)
@schedules(TopicsForm.asked, _("This session was not changed"))
@answers_changes
@submitted_once
def session_topics(
    request: SchedulingRequest[TopicsForm], session_id: int
) -> HttpResponse:
    """Choose again what each who joins a session will hear of."""
    form = request.scheduling.form
    refuse_if_over(form.session)
    if cleared := request.scheduling.cleared:
        with form.explaining_violations():
            session = talk_of(cleared, request.user)
            unsent.forget(request)
            held = form.session.stands and not session.stands
            messages.success(request, ON_HOLD if held else "The topics are changed.")
            return redirect("session", session_id)
    context = {"session": form.session, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/sessions/topics.html", context, status=status)
