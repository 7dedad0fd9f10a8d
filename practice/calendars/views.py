"""Calendars kept elsewhere: added, replaced, read now, removed. By whom they are, and admins."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from practice.calendars.forms import AddressForm, CalendarForm
from practice.calendars.jobs import read_soon
from practice.calendars.models import OtherCalendar
from practice.calendars.shown import calendars_ahead
from practice.forms import submitted_once
from practice.hours.views import MAY_CHANGE, changeable
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest

READ_SOON = "It is being read. Look again in a minute."


@page(*MAY_CHANGE, methods=FORM)
@submitted_once
def calendars(request: SignedInRequest, clinician_id: int) -> HttpResponse:
    """Those of one clinician, and another one."""
    clinician = changeable(request, clinician_id)
    form = CalendarForm(
        request.POST if request.method == "POST" else None,
        instance=OtherCalendar(clinician=clinician),
    )
    if form.is_valid():
        with form.explaining_violations():
            read_soon(form.save().pk)
            messages.success(request, READ_SOON)
            return redirect("calendars", clinician_id)
    found = calendars_ahead(timezone.now(), clinician=clinician.pk)
    context = {"form": form, "clinician": clinician, "calendars": found}
    status = 422 if form.is_bound else 200
    return render(request, "practice/calendars/calendars.html", context, status=status)


@page(*MAY_CHANGE, methods=FORM)
@submitted_once
def calendar_address(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    """Another address for one of them. Its times stand until that was read."""
    found = _changeable(request, calendar_id)
    form = AddressForm(
        request.POST if request.method == "POST" else None, instance=found
    )
    if form.is_valid():
        read_soon(form.save().pk)
        messages.success(request, READ_SOON)
        return redirect("calendars", found.clinician_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "calendar": found}
    return render(request, "practice/calendars/address.html", context, status=status)


@page(*MAY_CHANGE, methods=("POST",))
def calendar_reading(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    """Have it read now."""
    found = _changeable(request, calendar_id)
    read_soon(found.pk)
    messages.success(request, READ_SOON)
    return redirect("calendars", found.clinician_id)


@page(*MAY_CHANGE, methods=FORM)
@submitted_once
def calendar_removal(request: SignedInRequest, calendar_id: int) -> HttpResponse:
    """Read it no more, and forget its times."""
    found = _changeable(request, calendar_id)
    if request.method == "POST":
        found.delete()
        messages.success(request, "Removed: its address and its times are forgotten.")
        return redirect("calendars", found.clinician_id)
    context = {"calendar": found}
    return render(request, "practice/calendars/removal.html", context)


def _changeable(request: SignedInRequest, calendar_id: int) -> OtherCalendar:
    """Raises Http404 for all but the clinician and the admin."""
    every = OtherCalendar.objects.select_related("clinician")
    found = get_object_or_404(every, pk=calendar_id)
    changeable(request, found.clinician_id)
    return found
