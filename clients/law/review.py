"""Reviewing the law: an admin read values again, and answers for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.law.amending import amend, earliest, next_version
from clients.law.labels import LABELS, said
from clients.models import StateProfile
from practice.forms import Form, submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest

REASON = "Reviewed, and found right."
STALE = (
    "Someone else corrected this state while you had this page open. Look at what "
    "stands now, and tick again what you read."
)


class ReviewForm(Form):
    """Which values were read again where it says so."""

    values = forms.MultipleChoiceField(
        label="I have read these in the law, and they are right",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what you have read."},
    )
    # The version that the page showed.
    shown = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, last: StateProfile, *args: Any, **kwargs: Any) -> None:
        self.last = last
        super().__init__(*args, initial={"shown": last.version}, **kwargs)
        values: Any = self.fields["values"]
        values.choices = [
            (key, f"{LABELS[key]}: {said(key, each)} ({each.source})")
            for key, each in last.law.known.items()
        ]

    def clean_shown(self) -> Any:
        shown = self.cleaned_data["shown"]
        if shown != self.last.version:
            raise forms.ValidationError(STALE)
        return shown


@page(Role.ADMIN, methods=FORM, confirmed=("POST",))
@submitted_once
def law_review(request: SignedInRequest, state: str) -> HttpResponse:
    """Say that one has read values in the law: a version that changes nothing else."""
    last = get_object_or_404(StateProfile.objects.to_amend(), state=state)
    form = ReviewForm(last, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            _review(last, form.cleaned_data["values"], request)
            messages.success(request, "It is on record that you reviewed this.")
            return redirect("law_version", state, last.version + 1)
    context = {"form": form, "profile": last}
    status = 422 if form.is_bound else 200
    return render(request, "clients/law/review.html", context, status=status)


def _review(last: StateProfile, keys: list[str], request: SignedInRequest) -> None:
    today = timezone.localdate()
    by = {"reviewed_by": request.user.name, "reviewed_on": today}
    known: Any = last.law.known
    read = {key: replace(known[key], **by) for key in keys}
    starts = earliest(last, today)
    amend(last, next_version(last, read, starts=starts, reason=REASON, by=request.user))
