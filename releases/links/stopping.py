"""The page on which whoever got a reminder wants no more of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from practice.letterhead.current import letterhead
from practice.web.page import FORM
from practice.web.silent import silent
from releases.links.reminders import is_stopped, reminded_by, stop


@csrf_exempt
@login_not_required
def reminders_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stops them by one click here, or in the reader's own mail program (RFC 8058), which
    sends no cookie: what the address holds is all that is asked.

    Looking at it changes nothing, as what scans mails looks too; nor does what such a
    scanner sends blindly.
    """
    if request.method not in FORM:
        return HttpResponseNotAllowed(FORM)
    said: dict[str, Any] = {"PRACTICE_PHONE": letterhead().phone}
    link = reminded_by(token)
    if link is None:
        return silent(render(request, "releases/links/over.html", said, status=404))
    if request.POST.get("List-Unsubscribe") == "One-Click":
        stop(link)
    said["stopped"] = is_stopped(link)
    return silent(render(request, "releases/links/stopping.html", said))
