"""What the practice is called and where it is, for an admin to change."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from practice.chained.acts import change, following
from practice.chained.changes import changes
from practice.forms import ModelForm, submitted_once
from practice.letterhead.current import letterhead
from practice.models import Letterhead, Role
from practice.versions import tell_changes, version_of
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest

CHANGED = (
    "From now on it stands so on what is written. What was signed stays as it was."
)


class LetterheadForm(ModelForm):
    """What stands at the head of every paper."""

    printed = ("name", "address", "phone")

    class Meta:
        model = Letterhead
        fields: ClassVar = ["name", "address", "phone"]
        help_texts: ClassVar = {
            "address": "In one line. Whoever revokes in writing sends it there.",
            "phone": "Which whoever has a question calls.",
        }


@page(Role.ADMIN, methods=FORM, confirmed=("POST",))
@submitted_once
def letterhead_settings(request: SignedInRequest) -> HttpResponse:
    """What it says, to be changed; and each change of it that was made."""
    new = following(letterhead, request.user)
    stored = new.said
    form = LetterheadForm(
        request.POST if request.method == "POST" else None, instance=new
    )
    form.version_now = "" if form.is_bound else version_of(stored)
    if form.is_valid() and tell_changes(form, stored):
        with form.explaining_violations(), transaction.atomic():
            if change(letterhead, form.save(commit=False)):
                messages.success(request, CHANGED)
            return redirect("letterhead_settings")
    context = {"form": form, "changes": changes(Letterhead)}
    status = 422 if form.is_bound else 200
    return render(
        request, "practice/letterhead/letterhead.html", context, status=status
    )
