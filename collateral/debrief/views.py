"""The debrief of a session, and its opening: for the client's own clinician."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from collateral.debrief.act import write
from collateral.debrief.form import DebriefForm
from collateral.debrief.found import found_session, people_of, seen_at, versions_of
from collateral.models import Debrief, PlanVersion, Session, SharedSessionPlan
from collateral.models.debriefed import NOT_YET
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest

# What the next version starts from.
KEPT = ("client_came", "purpose_met", "agreed", "individual", "next_step")


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def session_debrief(request: SignedInRequest, session_id: int) -> HttpResponse:
    """What came of a session: written once it has begun, and read from then on."""
    found = found_session(request, session_id)
    versions = versions_of(found)
    if request.method == "POST" or not versions:
        return _written(request, Debrief(session=found, version=1), {})
    context = {
        "session": found,
        "debrief": versions[0],
        "before": versions[1:],
        "practices": found.home_practices.select_related("contact"),
    }
    return render(request, "collateral/debrief/debrief.html", context)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def session_debrief_correction(
    request: SignedInRequest, session_id: int
) -> HttpResponse:
    """Say again what came of a session, and what was wrong before."""
    found = found_session(request, session_id)
    newest = get_object_or_404(found.debriefs.newest())
    again = Debrief(session=found, version=newest.version + 1)
    for name in KEPT:
        setattr(again, name, getattr(newest, name))
    came = dict(newest.attendances.values_list("contact", "came"))
    return _written(request, again, came)


def _written(
    request: SignedInRequest, debrief: Debrief, came: dict[int, bool]
) -> HttpResponse:
    session = debrief.session
    typed = request.POST if request.method == "POST" else None
    seen = seen_at(session)
    form = DebriefForm(debrief, people_of(session), came, typed, seen)
    if form.is_valid():
        with form.explaining_violations():
            write(form.instance, form.came, request.user)
            messages.success(request, "The debrief is kept.")
            return redirect("session_debrief", session.pk)
    context = {
        "session": session,
        "form": form,
        "plan": _plan(request, session),
        "version": PlanVersion.objects.newest_of(session.pk),
        "not_yet": "" if form.is_bound or form.may_be_written else NOT_YET,
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/debrief/writing.html", context, status=status)


def _plan(request: SignedInRequest, session: Session) -> SharedSessionPlan | None:
    """What it was for, to have in sight."""
    plans = SharedSessionPlan.objects.visible_to(request.user)
    return plans.filter(session=session).first()
