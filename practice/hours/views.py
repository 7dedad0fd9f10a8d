"""Hours, busy times and closed days: who works when. Everyone looks; clinicians change
their own, the admin everyone's and what is closed.
"""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from practice.forms import submitted_once
from practice.hours import acts
from practice.hours.forms import BusyForm, ClosedDayForm
from practice.hours.shown import closed_ahead, says, who_works
from practice.hours.weekly import WeeklyForm
from practice.models import Busy, ClosedDay, HoursChange, Role, User
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest

MAY_CHANGE = (Role.CLINICIAN, Role.ADMIN)
NEWEST = 100


@page()
def hours(request: SignedInRequest) -> HttpResponse:
    """When the practice and each clinician work, who is away, and what is closed."""
    practice, people = who_works(request.user, timezone.now())
    context = {
        "practice": practice,
        "people": people,
        "closed": closed_ahead(timezone.localdate()),
        "changes": _changes() if request.user.is_admin else None,
    }
    return render(request, "practice/hours/hours.html", context)


def _changes() -> QuerySet[HoursChange]:
    return HoursChange.objects.select_related("by", "clinician")[:NEWEST]


@page(Role.ADMIN, methods=FORM, confirmed=("POST",))
@submitted_once
def practice_hours(request: SignedInRequest) -> HttpResponse:
    """The hours of whoever has entered none of their own."""
    return _weekly(request, None)


@page(*MAY_CHANGE, methods=FORM)
@submitted_once
def hours_edit(request: SignedInRequest, clinician_id: int) -> HttpResponse:
    """When one clinician works."""
    return _weekly(request, changeable(request, clinician_id))


@page(*MAY_CHANGE, methods=FORM)
@submitted_once
def busy_new(request: SignedInRequest, clinician_id: int) -> HttpResponse:
    """Say that one clinician is busy or away for a time, and not why."""
    clinician = changeable(request, clinician_id)
    form = BusyForm(clinician, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations():
            form.save()
            messages.success(
                request, "It is entered. Nobody is told more than the time."
            )
            return redirect("hours")
    context = {"form": form, "clinician": clinician}
    status = 422 if form.is_bound else 200
    return render(request, "practice/hours/busy.html", context, status=status)


@page(*MAY_CHANGE, methods=FORM)
@submitted_once
def busy_removal(request: SignedInRequest, busy_id: int) -> HttpResponse:
    """Take back what was typed; what a calendar says is changed there."""
    typed = Busy.objects.filter(calendar=None).select_related("clinician")
    found = get_object_or_404(typed, pk=busy_id)
    changeable(request, found.clinician_id)
    if request.method == "POST":
        found.delete()
        messages.success(request, "Taken back: that time is free again.")
        return redirect("hours")
    context = {"busy": found, "says": says(found.during)}
    return render(request, "practice/hours/busy_removal.html", context)


@page(Role.ADMIN, methods=FORM)
@submitted_once
def closed_day_new(request: SignedInRequest) -> HttpResponse:
    """Close the practice on a day, once or every year."""
    form = ClosedDayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            acts.close(form.save(commit=False), request.user)
            messages.success(request, "The day is closed. What is booked then stands.")
            return redirect("hours")
    status = 422 if form.is_bound else 200
    template = "practice/hours/closed_day.html"
    return render(request, template, {"form": form}, status=status)


@page(Role.ADMIN, methods=FORM)
@submitted_once
def closed_day_removal(request: SignedInRequest, closed_day_id: int) -> HttpResponse:
    """Be open on that day after all, in every year."""
    found = get_object_or_404(ClosedDay, pk=closed_day_id)
    if request.method == "POST":
        with transaction.atomic():
            acts.open_again(found, request.user)
        messages.success(request, "The practice is open on that day.")
        return redirect("hours")
    return render(request, "practice/hours/closed_day_removal.html", {"day": found})


def changeable(request: SignedInRequest, clinician_id: int) -> User:
    """Raises Http404 for all but the clinician and the admin."""
    may = User.objects.filter(role=Role.CLINICIAN, is_active=True)
    if not request.user.is_admin:
        may = may.filter(pk=request.user.pk)
    return get_object_or_404(may, pk=clinician_id)


def _weekly(request: SignedInRequest, clinician: User | None) -> HttpResponse:
    form = WeeklyForm(clinician, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            if acts.change_hours(form, request.user):
                messages.success(request, "The hours are saved. What is booked stands.")
                return redirect("hours")
    context = {"form": form, "clinician": clinician}
    status = 422 if form.is_bound else 200
    return render(request, "practice/hours/weekly.html", context, status=status)
