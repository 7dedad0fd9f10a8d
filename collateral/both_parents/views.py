"""The ledger of both parents: read, written in, struck out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.models import Client
from collateral.both_parents.act import enter, strike
from collateral.both_parents.form import CARE, ParentEntryForm
from collateral.both_parents.found import parents_of
from collateral.models import ParentEntry
from practice.forms import Form, submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest, id_in


@page(*OFFICE)
def parent_ledger(request: SignedInRequest, client_id: int) -> HttpResponse:
    """What passed with each parent, and what has not yet."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    entries = client.parent_entries.said().select_related(
        "contact", "recorded_by", "release__contact", "session"
    )
    context = {
        "client": client,
        "is_minor": client.is_minor_on(timezone.localdate()),
        "entries": entries,
        "parents": parents_of(client, entries, request.user),
    }
    return render(request, "collateral/both_parents/ledger.html", context)


@page(*OFFICE, methods=FORM)
@submitted_once
def parent_entry_new(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Enter what passed with one of them."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    entry = ParentEntry(client=client, recorded_by=request.user)
    initial = {
        "contact": id_in(request.GET.get("contact", "")),
        "about": CARE,
        "happened_on": timezone.localdate(),
    }
    typed = request.POST if request.method == "POST" else None
    form = ParentEntryForm(typed, instance=entry, initial=initial)
    if form.is_valid():
        with form.explaining_violations():
            enter(form.instance, request.user)
            messages.success(request, "It is in the ledger.")
            return redirect("parent_ledger", client.pk)
    context = {"client": client, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/both_parents/entry.html", context, status=status)


@page(*OFFICE, methods=FORM)
@submitted_once
def parent_entry_striking(request: SignedInRequest, entry_id: int) -> HttpResponse:
    """Say that an entry was a mistake. It stays to be read."""
    entries = ParentEntry.objects.visible_to(request.user).said().filter(strikings=None)
    entry = get_object_or_404(entries.select_related("client", "contact"), pk=entry_id)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations():
            strike(entry, request.user)
            messages.success(request, "It is struck out.")
            return redirect("parent_ledger", entry.client_id)
    status = 422 if form.errors else 200
    context = {"entry": entry, "form": form}
    page = "collateral/both_parents/striking.html"
    return render(request, page, context, status=status)
