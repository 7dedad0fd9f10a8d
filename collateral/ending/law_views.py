"""Correcting the law of a state, as a page that shows beforehand what that changes."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.law.amending import amend
from clients.law.correction import CorrectionForm
from clients.law.labels import LABELS
from clients.models import StateProfile
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


@page(Role.ADMIN, methods=FORM)
@submitted_once
@transaction.atomic
def law_value(request: SignedInRequest, state: str, key: str) -> HttpResponse:
    """Correct one value of a state's law: a new version, in force from a day."""
    if key not in LABELS:
        raise Http404
    posted = request.method == "POST"
    last = get_object_or_404(StateProfile.objects.to_amend(posted), state=state)
    form = CorrectionForm(key, last, request.user, request.POST if posted else None)
    context = {"form": form, "profile": last, "label": LABELS[key]}
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            amend(last, form.following)
            messages.success(request, f"Version {form.following.version} is on record.")
            return redirect("law_version", state, form.following.version)
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/law.html", context, status=status)
