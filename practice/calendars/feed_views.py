"""The address at which a clinician's own sessions are read in another calendar."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from practice.models import CalendarFeed, Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest


@page(Role.CLINICIAN, methods=FORM)
def calendar_feed_own(request: SignedInRequest) -> HttpResponse:
    """Whether there is one. A new one is in the answer, and nowhere else."""
    address = ""
    if request.method == "POST":
        token = CalendarFeed.objects.replace(request.user)
        path = reverse("calendar_feed", args=[token])
        here = settings.PRACTICE_URL or request.build_absolute_uri("/").rstrip("/")
        address = here + path
    found = CalendarFeed.objects.filter(clinician=request.user).first()
    context = {"feed": found, "address": address}
    return render(request, "practice/calendars/feed.html", context)


@page(Role.CLINICIAN, methods=("POST",))
def calendar_feed_removal(request: SignedInRequest) -> HttpResponse:
    """Nobody reads it any more from this moment. Sent again, it was removed already."""
    CalendarFeed.objects.filter(clinician=request.user).delete()
    messages.success(request, "Removed: nobody reads your sessions there any more.")
    return redirect("calendar_feed_own")
