"""Correcting the law of a state, as a page that shows beforehand what that changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.law.correction import CorrectionForm
from clients.law.labels import LABELS, differences
from clients.models import StateProfile
from collateral.ending.amendment import Amendment
from practice.forms import submitted_once
from practice.models import Role
from practice.numbers import say_number
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest

AGREED = "agreed"


@page(Role.ADMIN, methods=FORM, confirmed=("POST",))
@submitted_once
def law_value(request: SignedInRequest, state: str, entry: str) -> HttpResponse:
    """Correct one value of a state's law, once what that changes was seen."""
    if entry not in LABELS:
        raise Http404
    last = get_object_or_404(StateProfile.objects.to_amend(), state=state)
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(entry, last, request.user, data)
    context: dict[str, Any] = {"form": form, "profile": last, "label": LABELS[entry]}
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            amendment = Amendment(last, form.following, request.user)
            if request.POST.get(AGREED) == amendment.token:
                messages.success(request, _said(amendment, len(amendment.make())))
                return redirect("law_version", state, form.following.version)
            lines = differences(form.following.law, last.law)
            context |= {"amendment": amendment, "lines": lines}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/law.html", context, status=status)


def _said(amendment: Amendment, held: int) -> str:
    said = f"Version {amendment.following.version} is on record."
    if amendment.ends:
        said += f" Releases that end by it: {say_number(len(amendment.ends))}."
    return f"{said} Sessions on hold: {say_number(held)}." if held else said
