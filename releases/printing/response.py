"""A PDF as an answer, or a sentence why there is none."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from practice.paper.pdf import Unprintable
from practice.web.requests import SignedInRequest
from releases.printing.paper import PaperChangedError
from releases.proof import alarms

CHANGED = (
    "What is stored of this release is no longer what was signed, so it is not shown. "
    "Every administrator has been told."
)


def pdf_response(
    request: SignedInRequest,
    make: Callable[[], bytes],
    filename: str,
    recorded: Callable[[], object] | None = None,
) -> HttpResponse:
    """Show what ``make`` renders, once it is ``recorded``. ``filename`` holds ids only."""
    try:
        pdf = make()
    except Unprintable as error:
        context = {"reason": str(error)}
        return render(request, "releases/printing/no_paper.html", context, status=503)
    except PaperChangedError as error:
        alarms.raised(error)
        context = {"reason": CHANGED}
        return render(request, "releases/printing/no_paper.html", context, status=500)
    if recorded:
        recorded()
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
