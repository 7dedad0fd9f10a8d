"""A shared session: its page, and what can be done with it."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from clients.models import ConsentEvent, Contact, EventKind
from collateral import gate
from collateral.gate import Proposal
from collateral.gate.middleware import schedules
from collateral.gate.unsent import forget, kept, waiting_for
from collateral.models import Session, SharedSessionPlan, Status
from collateral.sessions.cancel import cancel
from collateral.sessions.forms import (
    JoinForm,
    MoveForm,
    ReasonForm,
    ReopenForm,
    proposal_of,
    seats_of,
)
from collateral.sessions.join import join
from collateral.sessions.move import move
from collateral.sessions.reopen import reopen
from collateral.sessions.seats import SessionChanged
from practice.formats import say_list, say_span
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest, View, id_in

TAKEN_PLACE = (Status.CHECKED_IN, Status.COMPLETED)
CHANGES = (Status.SCHEDULED, Status.HELD)  # until it ends


def _session(request: SignedInRequest, session_id: int) -> Session:
    sessions = Session.objects.visible_to(request.user).select_related(
        "client__clinician", "clinician", "room"
    )
    return get_object_or_404(sessions, pk=session_id)


def _answers_changes(view: View) -> View:
    """Say so when someone else was quicker to change the session."""

    @wraps(view)
    def answering(request: SignedInRequest, session_id: int) -> HttpResponse:
        try:
            return view(request, session_id)
        except SessionChanged:
            message = "Someone else changed this session just now. Nothing was changed."
            messages.error(request, message)
            return redirect("session", session_id)

    return answering


def _past_acting(request: SignedInRequest, session: Session) -> HttpResponse | None:
    """Where to go when nothing more can be done with ``session``, saying why."""
    if session.status == Status.CANCELLED:
        why = "This session was cancelled. Nothing was changed."
    elif session.status in TAKEN_PLACE or session.took_place_by(timezone.now()):
        why = "This session has taken place. Nothing was changed."
    else:
        return None
    messages.error(request, why)
    return redirect("session", session.pk)


@page()
def session(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Who joins, when and where, and how everyone's release stands for it."""
    found, now = _session(request, session_id), timezone.now()
    people = [seat.contact for seat in seats_of(found)]
    off = found.fell_through_by(now)
    plans = SharedSessionPlan.objects.visible_to(request.user)
    context = {
        "session": found,
        "theirs": found.client.is_visible_to(request.user),
        "people": people,
        "verdict": None if off else gate.ask(proposal_of(found, people)),
        "cancellation": _cancellation(found),
        "open": found.status in CHANGES and found.during.upper > now,
        "plan": plans.filter(session=found).first(),
    }
    return render(request, "collateral/sessions/session.html", context)


def _cancellation(session: Session) -> ConsentEvent | None:
    """By whom, when and why the session was cancelled, if it was."""
    if session.status != Status.CANCELLED:
        return None
    events = ConsentEvent.objects.filter(
        client=session.client_id, session_id=session.pk, kind=EventKind.CANCELLED
    )
    return events.select_related("actor").first()


@page(Role.CLINICIAN)
def session_plan(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The plan on a page of its own, to have beside one in the room."""
    plans = SharedSessionPlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans.select_related("session__client"), pk=session_id)
    return render(request, "collateral/plans/plan.html", {"plan": plan})


def _needs_cover(session: Session) -> bool:
    """Whether a change leans on releases: it is not on hold, and not over."""
    return session.stands and not session.took_place_by(timezone.now())


def move_proposed(request: SignedInRequest, session_id: int) -> Proposal | None:
    """The session at its new time; one on hold stays so, and needs no cover to move."""
    form = MoveForm(_session(request, session_id), request.POST)
    return form.proposal if form.is_valid() and _needs_cover(form.session) else None


@page(Role.CLINICIAN, methods=FORM)
@schedules(move_proposed, done="moved")
@_answers_changes
@submitted_once
def session_move(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Move a session to another time or place."""
    found = _session(request, session_id)
    if past := _past_acting(request, found):
        return past
    if request.method == "POST":
        form = MoveForm(found, request.POST)
        if form.is_valid():
            with form.explaining_violations():
                move(found, form.during, form.cleaned_data["room"], request.user)
                forget(request)
                messages.success(request, f"Moved to {say_span(form.during)}.")
                return redirect("session", found.pk)
    else:
        typed = kept(request)
        form = MoveForm(found, **({"initial": typed.dict()} if typed else {}))
    verdict = gate.ask(proposal_of(found, form.people))
    context = {"session": found, "form": form, "verdict": verdict}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/sessions/move.html", context, status=status)


def reopening_proposed(request: SignedInRequest, session_id: int) -> Proposal | None:
    """The session with those who are ticked."""
    form = ReopenForm(_session(request, session_id), request.POST)
    changes = form.session.status in CHANGES
    return form.proposal if changes and form.is_valid() else None


@page(Role.CLINICIAN, methods=FORM)
@schedules(reopening_proposed, done="booked again")
@_answers_changes
@submitted_once
def session_reopening(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Schedule a held session again, or any session without someone."""
    found = _session(request, session_id)
    if past := _past_acting(request, found):
        return past
    form = ReopenForm(
        found,
        request.POST if request.method == "POST" else None,
        leaving=id_in(request.GET.get("leaving", "")),
    )
    if form.is_valid():
        with form.explaining_violations():
            contacts = form.cleaned_data["contacts"]
            reopen(found, contacts, form.leaving, request.user)
            forget(request)
            messages.success(request, _say_booked_again(found, form.leaving))
            return redirect(_where_to_go_on(request, found))
    people = [seat.contact for seat in seats_of(found)]
    verdict = gate.ask(proposal_of(found, people))
    theirs = found.client.is_visible_to(request.user)
    context = {"session": found, "form": form, "verdict": verdict, "theirs": theirs}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/sessions/reopening.html", context, status=status)


def _say_booked_again(session: Session, left: list[Contact]) -> str:
    done = f"Booked again: {say_span(session.during)}."
    if not left:
        return done
    names = say_list(contact.name for contact in left)
    gone = ngettext("{names} no longer joins.", "{names} no longer join.", len(left))
    return f"{done} {gone.format(names=names)}"


def _where_to_go_on(request: SignedInRequest, session: Session) -> str:
    """The move that was refused while someone joined who is not covered; else the page."""
    moving = reverse("session_move", args=[session.pk])
    waits = waiting_for(request, session.client_id) == moving
    return moving if waits else reverse("session", args=[session.pk])


def _own_clients(request: SignedInRequest, session_id: int) -> Session:
    """A session to add to. Raises Http404 also for who leads it for a client whose
    contacts they may not see.
    """
    found = _session(request, session_id)
    if not found.client.is_visible_to(request.user):
        raise Http404
    return found


def joining_proposed(request: SignedInRequest, session_id: int) -> Proposal | None:
    """The session with the contact who would join; on hold, it needs no cover yet."""
    form = JoinForm(_own_clients(request, session_id), request.POST)
    return form.proposal if form.is_valid() and _needs_cover(form.session) else None


@page(Role.CLINICIAN, methods=FORM)
@schedules(joining_proposed, done="changed")
@_answers_changes
@submitted_once
def session_participants(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Give one more contact a seat."""
    found = _own_clients(request, session_id)
    if past := _past_acting(request, found):
        return past
    before = kept(request) or request.GET
    form = JoinForm(
        found,
        request.POST if request.method == "POST" else None,
        initial={"contact": before.get("contact")},
    )
    if form.is_valid():
        with form.explaining_violations():
            join(found, form.cleaned_data["contact"], request.user)
            forget(request)
            messages.success(request, f"{form.cleaned_data['contact'].name} joins.")
            return redirect("session", found.pk)
    context = {"session": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/sessions/joining.html", context, status=status)


@page(Role.CLINICIAN, methods=FORM)
@_answers_changes
@submitted_once
def session_cancellation(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Cancel a session, saying why."""
    found = _session(request, session_id)
    if past := _past_acting(request, found):
        return past
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        cancel(found, form.cleaned_data["reason"], request.user)
        messages.success(request, "The session is cancelled; its time is free again.")
        return redirect("session", found.pk)
    context = {"session": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(
        request, "collateral/sessions/cancellation.html", context, status=status
    )
