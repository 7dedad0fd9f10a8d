"""The door of a session: who is here, and who did not come."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from collateral.arrival.act import arrive, undo
from collateral.arrival.completion import WhoWasThere, complete, who_was_there
from collateral.arrival.form import ArrivalForm
from collateral.gate.remedies import releases_for
from collateral.gate.scheduling import SchedulingRequest, schedules
from collateral.gate.unsent import forget
from collateral.models import UNCOMPLETED, Arrival, Session, Status
from collateral.models.arrival import CAME
from collateral.models.status import OVER
from collateral.sessions.forms import ReasonForm
from collateral.sessions.found import answers_changes, found_session
from collateral.sessions.proposing import proposal_of
from collateral.sessions.seats import CHANGES, SessionChanged
from practice.formats import say_list
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest

COMPLETED = "Completed. Who was in the room is stated, and stays so."
NO_SHOW = "Cancelled as a no-show: nobody was there to be told anything."


@page(Role.CLINICIAN, Role.FRONT_DESK, methods=FORM)
@schedules(ArrivalForm.asked, _("Nobody was checked in"))
@answers_changes
@submitted_once
def session_arrival(
    request: SchedulingRequest[ArrivalForm], session_id: int
) -> HttpResponse:
    """Check people in, or say that they did not come."""
    form = request.scheduling.form
    if cleared := request.scheduling.cleared:
        with form.explaining_violations():
            arrive(cleared, form.seen, request.user)
            forget(request)
            messages.success(request, _say_seen(form))
            return redirect("session_arrival", session_id)
    status = 422 if form.is_bound else 200
    context = {"session": form.session, "form": form, **_shown(request, form)}
    return render(request, "collateral/arrival/arrival.html", context, status=status)


def _shown(request: SignedInRequest, form: ArrivalForm) -> dict[str, Any]:
    """Who was seen; how everyone stands who is expected; and who may not come in."""
    session, told = form.session, form.told
    lines = []
    if session.status != Status.CANCELLED:
        people = [seat.contact for seat in form.seats]
        lines = releases_for(proposal_of(session, people), request.user)
    waiting = {contact.pk for contact in form.expected.values() if contact}
    absent = [arrival for arrival in told if not arrival.came]
    who = who_was_there(session, told)
    return {
        "told": told,
        "lines": [pair for pair in lines if pair[0].contact.pk in waiting],
        "theirs": session.client.is_visible_to(request.user),
        "unacknowledged": [
            seat.contact
            for seat in form.seats
            if seat.contact_id in waiting and not seat.has_acknowledged
        ],
        "nobody": who is WhoWasThere.NOBODY,
        "client_missing": any(arrival.contact_id is None for arrival in absent),
        "changes": session.status in CHANGES and session.during.upper > form.now,
        "open": session.status not in OVER,
        # Once its time is over: by who was there, or as a no-show.
        "completes": session.took_place_by(form.now) and session.status in UNCOMPLETED,
        "unsaid": who is WhoWasThere.UNSAID,
        "there": _people(session, [each for each in told if each.came]),
        "absent": _people(session, absent),
    }


@page(Role.CLINICIAN, Role.FRONT_DESK, methods=("POST",))
@answers_changes
@submitted_once
def session_completion(request: SignedInRequest, session_id: int) -> HttpResponse:
    """State who was in the room, or that nobody was."""
    done = complete(found_session(request, session_id), request.user)
    was_there = done.status == Status.COMPLETED
    messages.success(request, COMPLETED if was_there else NO_SHOW)
    return redirect("session", session_id)


def _people(session: Session, told: list[Arrival]) -> list[Any]:
    return [each.contact or session.client for each in told]


def _say_seen(form: ArrivalForm) -> str:
    client = form.session.client
    came = [(who or client).name for who, how in form.seen.items() if how in CAME]
    away = [(who or client).name for who, how in form.seen.items() if how not in CAME]
    said = [f"Checked in: {say_list(came)}."] if came else []
    said += [f"Did not come: {say_list(away)}."] if away else []
    return " ".join(said)


@page(Role.CLINICIAN, Role.FRONT_DESK, methods=FORM)
@submitted_once
def arrival_undoing(request: SignedInRequest, arrival_id: int) -> HttpResponse:
    """Take back what was said wrongly at the door."""
    seen = Arrival.objects.visible_to(request.user).select_related(
        "session__client", "contact"
    )
    found = get_object_or_404(seen, pk=arrival_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            undo(found, form.cleaned_data["reason"], request.user)
            messages.success(request, "Taken back. Say anew whether they are here.")
        except SessionChanged as news:
            messages.error(request, str(news))
        return redirect("session_arrival", found.session_id)
    who = found.contact or found.session.client
    context = {"arrival": found, "session": found.session, "form": form, "who": who}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/arrival/undoing.html", context, status=status)
