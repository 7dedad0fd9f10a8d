"""Who called about a client, and what was heard."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.models import Client
from collateral.listening.act import read, write_down
from collateral.listening.form import CallForm
from collateral.models import Call
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, OFFICE, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest

PER_PAGE = 20


@page(*OFFICE, methods=FORM)
@submitted_once
def client_calls(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Write down what somebody said; and read what was heard before."""
    seen = Client.objects.visible_to(request.user).select_related("clinician")
    client = get_object_or_404(seen, pk=client_id)
    typed = request.POST if request.method == "POST" else None
    form = CallForm(client, request.user, typed)
    if form.is_valid():
        with form.explaining_violations():
            write_down(form.instance, request.user)
            messages.success(request, "What was heard is written down.")
            return redirect("client_calls", client.pk)
    calls = Call.objects.visible_to(request.user).filter(client=client)
    after = request.GET.get("after", "")
    found = calls.select_related("contact", "recorded_by", "read_by")
    heard = Page.of(found, ("-id",), after, PER_PAGE, among=calls)
    context = {"client": client, "form": form, "calls": heard}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/listening/calls.html", context, status=status)


@page(Role.CLINICIAN, methods=("POST",))
@submitted_once
def call_reading(request: SignedInRequest, call_id: int) -> HttpResponse:
    """Say that one has read it."""
    seen = Call.objects.visible_to(request.user)
    call = get_object_or_404(seen, pk=call_id)
    read(call, request.user)
    return redirect("client_calls", call.client_id)
