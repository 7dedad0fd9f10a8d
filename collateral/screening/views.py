"""Screening: for clinicians alone. Anyone else learns that somebody is not ready."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.models import Contact
from collateral.ending.found import say, say_held
from collateral.ending.unready import standing_with
from collateral.models import Incident, Screening
from collateral.screening.act import happened, screen
from collateral.screening.forms import IncidentForm, ScreeningForm
from collateral.screening.status import readiness_of
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


def _found(request: SignedInRequest, contact_id: int) -> Contact:
    contacts = Contact.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(contacts, pk=contact_id)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def screening(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Ask about someone, or read what was answered."""
    contact = _found(request, contact_id)
    asked = Screening(
        client=contact.client,
        contact=contact,
        asked_by=request.user,
        asked_at=timezone.now(),
    )
    form = ScreeningForm(asked, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations():
            held = screen(form.instance, request.user)
            messages.success(request, say("Kept.", say_held(request.user, held)))
            return redirect("wishes", contact.client_id)
    newest = Screening.objects.newest().filter(contact=contact).first()
    context = {
        "contact": contact,
        "form": form,
        "status": readiness_of(newest, timezone.now()),
        "asked": contact.screenings.select_related("asked_by"),
        "incidents": contact.incidents.select_related("recorded_by"),
    }
    status = 422 if form.is_bound else 200
    return render(
        request, "collateral/screening/screening.html", context, status=status
    )


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def incident_new(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Something happened: what stands ahead waits until the client is asked again."""
    contact = _found(request, contact_id)
    incident = Incident(
        client=contact.client,
        contact=contact,
        recorded_by=request.user,
        recorded_at=timezone.now(),
    )
    typed = request.POST if request.method == "POST" else None
    form = IncidentForm(typed, instance=incident)
    if form.is_valid():
        with form.explaining_violations():
            held = happened(form.instance, request.user)
            messages.success(request, say("Kept.", say_held(request.user, held)))
            return redirect("screening", contact.pk)
    sessions = standing_with([contact]).select_related("clinician", "room")
    context = {"contact": contact, "form": form, "sessions": sessions}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/screening/incident.html", context, status=status)
