"""Whether a file is a paper that was sealed here: all that anyone may learn of it."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from practice.accounts.addresses import address_of
from practice.accounts.throttle import Locked, try_to_verify
from practice.spans import local_day
from practice.web.page import FORM
from releases.models import Paper

SHA256 = re.compile(r"[0-9a-f]{64}")


@login_not_required
@require_http_methods(FORM)
def verify(request: HttpRequest) -> HttpResponse:
    """Says the day alone, and of what is not known no more than that."""
    if request.method != "POST":
        return _answer(request)
    if not (proof := _proof_of(request)):
        return _answer(request, status=422, error="Choose the PDF to check.")
    try:
        try_to_verify(address_of(request)).take()
    except Locked as locked:
        return _answer(request, status=429, until=locked.until)
    return _answer(request, asked=True, sealed_on=sealed_on(proof))


def sealed_on(sha256: str) -> date | None:
    """The day on which a paper of this hash was sealed here."""
    sealed = Paper.objects.exclude(sealed_by="").filter(sha256=sha256)
    at = sealed.values_list("rendered_at", flat=True).first()
    return at and local_day(at)


def _proof_of(request: HttpRequest) -> str:
    """The hash that a browser made of the file, or made here of the file itself."""
    if file := request.FILES.get("file"):
        made = hashlib.sha256()
        for chunk in file.chunks():
            made.update(chunk)
        return made.hexdigest()
    said = request.POST.get("sha256", "")
    return said if SHA256.fullmatch(said) else ""


def _answer(request: HttpRequest, *, status: int = 200, **said: object) -> HttpResponse:
    return render(request, "releases/proof/verify.html", said, status=status)
