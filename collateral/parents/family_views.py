"""The family in therapy, as its page shows and sets it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.models import Client
from collateral.parents.family import expect, expected_of
from collateral.parents.family_form import FamilyForm
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def client_family(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Say who is expected in every session of family therapy."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    typed = request.POST if request.method == "POST" else None
    form = FamilyForm(client, typed, initial={"contacts": expected_of(client)})
    if form.is_valid():
        with form.explaining_violations():
            expect(client, list(form.cleaned_data["contacts"]), request.user)
            messages.success(request, "Who is expected in family therapy is saved.")
            return redirect("client", client.pk)
    context = {"client": client, "form": form, "people": client.contacts.exists()}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/parents/family.html", context, status=status)
