"""A clinician asks to see another's client in an emergency; an admin looks into it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.emergency.act import open_in_emergency, review
from clients.emergency.forms import EmergencyForm
from clients.models import EmergencyAccess
from practice.formats import say_instant
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


@page(Role.CLINICIAN, methods=FORM)
def emergency_new(request: SignedInRequest) -> HttpResponse:
    """Whoever is theirs already, or open to them, is opened as ever."""
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        client, reason = form.client, form.cleaned_data["reason"]
        if not client.is_visible_to(request.user):
            access = open_in_emergency(client, reason, form.length, request.user)
            until = say_instant(access.ends_at)
            messages.success(request, f"Open to you until {until}. The admin is told.")
        return redirect("client", client.pk)
    status = 422 if form.is_bound else 200
    return render(request, "clients/emergency/new.html", {"form": form}, status=status)


@page(Role.ADMIN, methods=FORM)
def emergency(request: SignedInRequest, emergency_id: int) -> HttpResponse:
    """Who saw whom, why and until when; that an admin looked into it is said once."""
    found = EmergencyAccess.objects.select_related("client", "clinician", "reviewed_by")
    access = get_object_or_404(found, pk=emergency_id)
    if request.method == "POST":
        if review(access, request.user):
            messages.success(request, "It is kept that you looked into it.")
        return redirect("needs")
    return render(request, "clients/emergency/emergency.html", {"access": access})
