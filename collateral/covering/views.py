"""Who covers a client, for whoever treats them, or an admin, to say."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from clients.covering.act import end_cover, name_cover
from clients.models import Client, Cover
from collateral.covering.form import CoverForm
from collateral.handing_over.waits import Waiting, waiting
from practice.forms import submitted_once
from practice.models import Role, User
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest, id_in


@page(Role.CLINICIAN, Role.ADMIN, methods=FORM)
@submitted_once
def client_cover(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Name who covers, or end it early; once named, what waits of it is listed."""
    everyone = Client.objects.select_related("clinician")
    own = everyone if request.user.is_admin else everyone.treated_by(request.user)
    client = get_object_or_404(own, pk=client_id)
    if ending := id_in(request.POST.get("ending", "")):
        return _end(request, client, ending)
    form = CoverForm(
        client.clinician, request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        said = form.cleaned_data
        with form.explaining_violations(), transaction.atomic():
            colleague = said["colleague"]
            name_cover(client, colleague, said["first"], said["last"], request.user)
            messages.success(request, f"{colleague.name} covers {client.name}.")
            there = reverse("client_cover", args=[client.pk])
            return redirect(f"{there}?to={colleague.pk}")
    context = {"client": client, "form": form, **_shown(request, client)}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/covering/cover.html", context, status=status)


def _end(request: SignedInRequest, client: Client, ending: int) -> HttpResponse:
    covers = client.covers.select_related("client", "clinician")
    cover = get_object_or_404(covers, pk=ending)
    if end_cover(cover, request.user):
        messages.success(request, f"{cover.clinician.name} does not cover any more.")
    return redirect("client_cover", client.pk)


def _shown(request: SignedInRequest, client: Client) -> dict[str, Any]:
    covers = list(client.covers.standing().select_related("clinician"))
    to = id_in(request.GET.get("to", ""))
    theirs = [each for each in covers if each.clinician_id == to]
    shown: dict[str, Any] = {"covers": covers, "person": client.clinician}
    if theirs:
        shown |= {
            "to": theirs[0].clinician,
            "waiting": _waiting(client, theirs[0].clinician, theirs),
        }
    return shown


def _waiting(client: Client, colleague: User, covers: list[Cover]) -> Waiting:
    """What waits as ``colleague`` speaks for whoever treats, in those days alone."""
    days = [each.during for each in covers]
    (found,) = waiting([client], client.clinician, colleague, days)
    return found
