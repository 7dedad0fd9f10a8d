"""Initials in one's own week and day, or names: as whoever looks chose it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from practice.web.page import page
from practice.web.requests import SignedInRequest

SCHEDULE = {"week", "week_of", "day", "day_of"}


@page(methods=("POST",))
def schedule_names(request: SignedInRequest) -> HttpResponse:
    """Show names from now on, or initials again; on the page that it was asked on."""
    request.user.initials_only = "names" not in request.POST
    request.user.save(update_fields=["initials_only"])
    return redirect(_back(request.POST.get("back", "")))


def _back(address: str) -> str:
    """``address``, where it is of the schedule; else the week."""
    try:
        asked = urlsplit(address)
        route = resolve(asked.path).url_name
    except (ValueError, Resolver404):
        route = None
    if route not in SCHEDULE:
        return reverse("week")
    return f"{asked.path}?{asked.query}" if asked.query else asked.path
