"""Which other programs may ask, for an admin to say."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from practice.forms import ModelForm
from practice.models import Role
from practice.secret import sha256_of
from practice.systems.models import System
from practice.systems.tokens import fresh
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


class SystemForm(ModelForm):
    """What the program is called here."""

    beside: ClassVar[dict[str, str]] = {
        "system_named_once": "name",
        "system_has_a_name": "name",
    }

    class Meta:
        model = System
        fields: ClassVar = ["name"]
        labels: ClassVar = {"name": "Program"}
        help_texts: ClassVar = {"name": "Such as the scheduler that you book with."}


@page(Role.ADMIN, methods=FORM, confirmed=("POST",))
def systems(request: SignedInRequest) -> HttpResponse:
    """Every program that was let in. A new one's token is in the answer, and nowhere else."""
    token = fresh()
    context: dict[str, Any] = {}
    by, now = request.user, timezone.now()
    new = System(token_sha256=sha256_of(token), issued_by=by, issued_at=now)
    form = SystemForm(request.POST if request.method == "POST" else None, instance=new)
    if form.is_valid():
        with form.explaining_violations():
            form.save()
            form, context = SystemForm(), {"made": new, "token": token}
    every = System.objects.select_related("issued_by", "withdrawn_by")
    context |= {"form": form, "systems": every.in_use_first()}
    status = 422 if form.is_bound else 200
    return render(request, "practice/systems/systems.html", context, status=status)


@page(Role.ADMIN, methods=("POST",), confirmed=("POST",))
def system_withdrawal(request: SignedInRequest, system_id: int) -> HttpResponse:
    """It asks nothing more from this moment. Sent again, it was withdrawn already."""
    system = get_object_or_404(System, pk=system_id)
    System.objects.filter(pk=system_id).withdraw(request.user)
    messages.success(request, f"From now on, {system.name} may ask nothing.")
    return redirect("systems")
