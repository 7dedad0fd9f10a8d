"""The plan of a session: read, and written out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from collateral.models import (
    ApprovedHow,
    PlanApproval,
    PlanTemplate,
    PlanVersion,
    SharedSessionPlan,
    TreatmentGoal,
)
from collateral.models.plan_version import as_kept
from collateral.plans.act import approve_plan, save_plan, stock_library
from collateral.plans.approval_form import ApprovalForm
from collateral.plans.forms import PlanForm
from collateral.plans.handing import hand_over, why_unread
from collateral.plans.next import next_of
from collateral.plans.serving import written_alike
from collateral.plans.shown import hearing, wish_of, writes
from collateral.plans.start import start
from collateral.sessions.found import answers_changes, refuse_if_ended
from collateral.sessions.seats import hears_in
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest, id_in

ON_HOLD = "The plan is kept. The session is on hold until the client approves it."


def own_plan(request: SignedInRequest, session_id: int) -> SharedSessionPlan:
    """Raises Http404 for all but the client's own clinician."""
    plans = SharedSessionPlan.objects.visible_to(request.user)
    found = plans.select_related("session__client", "wish")
    return get_object_or_404(
        found, pk=session_id, session__client__clinician=request.user
    )


@page(Role.CLINICIAN)
def session_plan(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The plan on a page of its own, to have beside one in the room."""
    plans = SharedSessionPlan.objects.visible_to(request.user)
    plan = get_object_or_404(
        plans.select_related("session__client", "wish"), pk=session_id
    )
    versions, hears = (
        list(plan.versions.select_related("saved_by")),
        hears_in(plan.session),
    )
    named = {pk for version in versions for pk in version.goals}
    context = {
        "plan": plan,
        "wish": wish_of(plan, request.user),
        "version": versions[0] if versions else None,
        "earlier": versions[1:],
        "goals": TreatmentGoal.objects.in_bulk(named),
        "hearing": hearing(plan.session, hears),
        "writes": writes(plan.session, request.user),
    }
    return render(request, "collateral/plans/plan.html", context)


@page(Role.CLINICIAN, methods=FORM)
@answers_changes
@submitted_once
def plan_edit(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Write the plan out; what was saved before is kept."""
    plan = own_plan(request, session_id)
    refuse_if_ended(plan.session)
    newest, hears = PlanVersion.objects.newest_of(plan.pk), hears_in(plan.session)
    templates = list(PlanTemplate.objects.all())
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        instance=PlanVersion(plan=plan, hears=as_kept(hears)),
        said=start(plan, newest, _asked(request, templates, plan, newest)),
        initial={"number": newest.number + 1 if newest else 1},
    )
    if form.is_valid():
        with form.explaining_violations():
            goal, approval = form.goal, form.approval
            held = save_plan(form.instance, goal, approval, request.user, form.also)
            stock_library(**form.for_everyone, actor=request.user)
            messages.success(request, ON_HOLD if held else "The plan is kept.")
            return redirect(next_of(plan.session, approved=bool(approval)))
    context = {
        "plan": plan,
        "form": form,
        "templates": templates,
        "hearing": hearing(plan.session, hears),
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/plans/edit.html", context, status=status)


def _asked(
    request: SignedInRequest,
    templates: list[PlanTemplate],
    plan: SharedSessionPlan,
    newest: PlanVersion | None,
) -> PlanTemplate | None:
    """The template in the address; else the first of the client's modality, for a plan
    that is not written out yet.
    """
    pk = id_in(request.GET.get("template", ""))
    if pk or newest:
        return next((each for each in templates if each.pk == pk), None)
    modality = plan.session.client.modality
    return next((each for each in templates if each.modality == modality), None)


@page(Role.CLINICIAN, methods=FORM)
@answers_changes
@submitted_once
def plan_approval(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Read the plan with the client, and record that they approve it as it is; or hand it
    over, for them to read alone.
    """
    plan = own_plan(request, session_id)
    refuse_if_ended(plan.session)
    version, hears = PlanVersion.objects.newest_of(plan.pk), hears_in(plan.session)
    if version is None or not version.is_of(hears):
        return redirect("plan_edit", plan.pk)
    if version.is_approved:
        return redirect("session", plan.pk)
    typed = request.POST if request.method == "POST" else None
    approval = PlanApproval(version_id=version.pk)
    version.plan = plan
    unread = why_unread(version, hears)
    form = ApprovalForm(typed, instance=approval, newest=version.number, unread=unread)
    if form.is_valid():
        if form.instance.how == ApprovedHow.TABLET:
            hand_over(request, version, form.instance.who, request.user)
            return redirect("room")
        with form.explaining_violations():
            session = approve_plan(version, form.instance, request.user)
            messages.success(request, "The plan is approved.")
            return redirect(next_of(session, approved=True))
    goals = TreatmentGoal.objects.in_bulk(version.goals)
    context = {
        "plan": plan,
        "wish": plan.wish,
        "version": version,
        "goals": goals,
        "hearing": hearing(plan.session, hears),
        "form": form,
        "others": len(written_alike(version)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/plans/approval.html", context, status=status)
