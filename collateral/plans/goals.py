"""What a client works towards: goals written down, and closed once they are reached or
are goals no more.
"""

from __future__ import annotations

from typing import ClassVar

from crispy_forms.layout import Layout
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.models import Client
from collateral.models import TreatmentGoal
from practice.forms import Form, ModelForm, submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


class GoalForm(ModelForm):
    """A goal in words, and how it will be known."""

    layout = Layout("words", "known_by")
    beside: ClassVar[dict[str, str]] = {"goal_says_what_and_how_known": "known_by"}

    class Meta:
        model = TreatmentGoal
        fields = ["words", "known_by"]


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def client_goals(request: SignedInRequest, client_id: int) -> HttpResponse:
    """The goals of a client, to which plans lead; and another one, written down."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    by, now = request.user, timezone.now()
    goal = TreatmentGoal(client=client, written_by=by, written_at=now)
    form = GoalForm(request.POST if request.method == "POST" else None, instance=goal)
    if form.is_valid():
        with form.explaining_violations():
            form.instance.save(force_insert=True)
            messages.success(request, "The goal is written down.")
            return redirect("client_goals", client.pk)
    context = {"client": client, "form": form, "goals": client.goals.all()}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/plans/goals.html", context, status=status)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def goal_closing(request: SignedInRequest, goal_id: int) -> HttpResponse:
    """A goal is reached, or is none any more; plans that were for it stay so."""
    goals = TreatmentGoal.objects.visible_to(request.user).open()
    goal = get_object_or_404(goals.select_related("client"), pk=goal_id)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        goals.filter(pk=goal.pk).update(
            closed_by=request.user, closed_at=timezone.now()
        )
        messages.success(request, "The goal is closed.")
        return redirect("client_goals", goal.client_id)
    return render(request, "collateral/plans/goal_closing.html", {"goal": goal})
