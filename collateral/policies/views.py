"""What the practice asks of its people, for an admin to change."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import ngettext

from collateral.policies.act import ahead_of, change_policies
from practice.chained.acts import following
from practice.chained.changes import changes
from practice.forms import ModelForm, submitted_once
from practice.models import Policies, Role
from practice.numbers import say_number
from practice.policies.current import policies
from practice.versions import tell_changes, version_of
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest

AGREED = "agreed"
SHOWN = 50  # sessions, before they are only counted


class PoliciesForm(ModelForm):
    """What is asked. A second factor that the machine asks for is not let go here."""

    class Meta:
        model = Policies
        fields: ClassVar = list(Policies.SAID)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.MFA_REQUIRED:
            del self.fields["second_factor"]


@page(Role.ADMIN, methods=FORM, confirmed=("POST",))
@submitted_once
def policy_settings(request: SignedInRequest) -> HttpResponse:
    """What is asked, to be changed once what that holds was seen; and each change of it."""
    new = following(policies, request.user)
    stored = new.said
    form = PoliciesForm(
        request.POST if request.method == "POST" else None, instance=new
    )
    form.version_now = "" if form.is_bound else version_of(stored)
    context: dict[str, Any] = {"form": form, "by_machine": settings.MFA_REQUIRED}
    if form.is_valid() and tell_changes(form, stored):
        with form.explaining_violations(), transaction.atomic():
            ahead = ahead_of(form.save(commit=False))
            if request.POST.get(AGREED, "") == ahead.token:
                messages.success(request, _said(len(change_policies(new))))
                return redirect("policy_settings")
            context |= {"ahead": ahead, "shown": ahead.sessions[:SHOWN]}
    context["changes"] = changes(Policies)
    status = 422 if form.is_bound else 200
    return render(request, "collateral/policies/policies.html", context, status=status)


def _said(held: int) -> str:
    if not held:
        return "From now on this is asked. No session had to be put on hold."
    said = ngettext(
        "{count} session is on hold until its clinician decides.",
        "{count} sessions are on hold until their clinicians decide.",
        held,
    ).format(count=say_number(held))
    return f"From now on this is asked. {capfirst(said)}"
