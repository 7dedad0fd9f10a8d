"""Handing over all that is prepared for a client, to be signed in one sitting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.models import Client
from collateral.circle.sitting_form import SittingForm
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import ReleaseDraft
from releases.signing.sitting import begin


@page(*OFFICE, methods=FORM)
def client_sitting(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Say which are signed and by whom, and hand the screen over once for all."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    ready = ReleaseDraft.objects.ready_to_sign().filter(client=client).order_by("pk")
    ready = ready.select_related("client__clinician", "contact")
    drafts = list(ready.prefetch_related("signatures"))
    if not drafts:
        messages.info(request, "No release waits to be signed.")
        return redirect("client_circle", client.pk)
    typed = request.POST if request.method == "POST" else None
    form = SittingForm(drafts, typed)
    if not form.by_hand and form.is_valid():
        begin(request, form.asked(), request.user)
        return redirect("room")
    context = {"client": client, "form": form, "drafts": drafts}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/circle/sitting.html", context, status=status)
