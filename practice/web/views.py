"""Where each role starts, and what is said when something fails."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from practice.database.failures import is_away, is_busy, is_full
from practice.models import Role
from practice.upkeep.facts import facts
from practice.web import not_sent
from practice.web.context import PLACES
from practice.web.opened import opener_of
from practice.web.page import page
from practice.web.requests import SignedInRequest


@page()
def home(request: SignedInRequest) -> HttpResponse:
    """Each role starts on the first page that its header names."""
    return redirect(PLACES[Role(request.user.role)][0].route)


@page(Role.ADMIN)
def practice_settings(request: SignedInRequest) -> HttpResponse:
    """What holds for the whole practice, and the way to each part of it."""
    unwell = sorted(facts(slow=False), key=lambda each: each.is_well)
    return render(request, "practice/settings.html", {"facts": unwell})


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a fitting token: most often one kept open since signing in again.

    What was typed is shown again, to be sent with the new token, if the form is one of
    ours: another site can write no page's mark.
    """
    by_htmx = "HX-Request" in request.headers  # the page keeps what was typed
    handed_over = hasattr(request, "signing")  # and no page of the staff's is shown
    if not (by_htmx or handed_over) and (opener := opener_of(request)):
        if not request.user.is_authenticated:
            return not_sent.signed_out(request)
        if opener != request.user:
            return not_sent.opened_by_another(request, opener)
        return not_sent.signed_in_again(request)
    return render(request, "403_csrf.html", status=403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Django's own looks for a token in what could not be read, and fails at it."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def fault(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database is away, busy or full. Rendered without asking it."""
    error = sys.exc_info()[1]
    if is_busy(error):
        return _later(request, "503_busy.html", seconds=5)
    if is_full(error):
        return _later(request, "503_full.html", seconds=60)
    if is_away(error):
        return _later(request, "503.html", seconds=30)
    return render(request, "500.html", status=500)


def _later(request: HttpRequest, template: str, *, seconds: int) -> HttpResponse:
    response = render(request, template, status=503)
    response.headers["Retry-After"] = str(seconds)
    return response
