"""Changing what everyone in a session is to hear of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.models import Contact, EventKind
from collateral.gate import Cleared, Proposal, confirm, unsent
from collateral.gate.reasons import NOT_READY
from collateral.gate.scheduling import SchedulingRequest, schedules
from collateral.models import Session, SessionTopic, Status
from collateral.models.keys import keys_are_asked, keys_wait
from collateral.models.topic import topics_for
from collateral.sessions.forms import proposal_of, seats_of
from collateral.sessions.found import answers_changes, found_session, refuse_if_over
from collateral.sessions.seats import (
    claim,
    lean,
    lock,
    record_act,
    stands_by_its_plan,
    topics_of,
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


@retried
def talk_of(cleared: Cleared, actor: User) -> Session:
    """Let everyone in the session hear of the topics that were cleared, and no others.

    One that is booked is booked anew with a topic that is new to it, as that is part of
    what is booked; or is put on hold, where the client has to approve that first.
    """
    proposal = cleared.proposal
    lock(Contact.objects.filter(seats__session=proposal.session_id))
    confirm(cleared)
    session = claim(proposal.session_id)
    had, topics = topics_of(session), proposal.topics
    new = [topic for topic in topics if topic not in had]
    holds = bool(new) and stands_by_its_plan(session)
    if holds:
        session.status = Status.HELD
        session.save(update_fields=["status"])
    theirs = SessionTopic.objects.filter(participant__session=session)
    theirs.exclude(topic__in=topics).delete()
    keys_wait()  # who may tell of these may be another than who told of those
    if session.stands:
        lean(session, cleared)
    if session.stands and new:
        session.booked_at = timezone.now()
        session.save(update_fields=["booked_at"])
    topics_for(session.participants.all(), new)
    keys_are_asked()
    if holds:
        record_act(EventKind.HELD, session, actor, reason=NOT_READY)
    record_act(EventKind.TOPICS_CHANGED, session, actor)
    return session


class TopicsForm(Form):
    """What everyone in a session is to hear of."""

    about = forms.MultipleChoiceField(
        choices=EVERY_TOPIC,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Tick all that they will hear of",
    )
    layout = Layout("about")

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        self.session, self.had = session, topics_of(session)
        kwargs.setdefault("initial", {"about": self.had})
        super().__init__(*args, **kwargs)

    @classmethod
    def asked(cls, request: SignedInRequest, session_id: int) -> TopicsForm:
        """As it was sent; or to be filled in, with what is kept."""
        found = found_session(request, session_id)
        if request.method == "POST":
            return cls(found, request.POST)
        before = unsent.kept(request) if unsent.is_asked_for(request) else None
        if before is None:
            return cls(found)
        return cls(found, initial={"about": before.getlist("about")})

    @property
    def proposal(self) -> Proposal:
        """The session about what is ticked, with everyone in it."""
        people = [seat.contact for seat in seats_of(self.session)]
        stays = proposal_of(self.session, people)
        about: Iterable[str] = self.cleaned_data["about"]
        topics = tuple(about)
        if set(topics) <= set(self.had):
            return replace(stays, topics=topics)
        # The client approves that afterwards, while it is on hold.
        return replace(stays, topics=topics, booked_at=timezone.now(), from_wish=False)


@page(Role.CLINICIAN, methods=FORM)
@schedules(TopicsForm.asked, _("This session was not changed"))
@answers_changes
@submitted_once
def session_topics(
    request: SchedulingRequest[TopicsForm], session_id: int
) -> HttpResponse:
    """Choose again what everyone in a session will hear of."""
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
