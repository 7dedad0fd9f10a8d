"""A release on paper, shown as a PDF."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from clients.models import EventKind
from practice.web.page import OFFICE, page
from practice.web.requests import SignedInRequest
from releases.printing import paper
from releases.printing.asked import language_asked, points_asked
from releases.printing.response import pdf_response
from releases.views import found_release, recorded


@page(*OFFICE)
def release_paper(request: SignedInRequest, release_id: int) -> HttpResponse:
    """The PDF as it counts today: marked across where it no longer does; or a copy to
    read, in large print.
    """
    found, points, now = (
        found_release(request, release_id),
        points_asked(request),
        timezone.now(),
    )
    return pdf_response(
        request,
        lambda: (
            paper.reading_copy(found, now, points)
            if points
            else paper.current_paper(found, now)
        ),
        f"release-{found.pk}.pdf",
        lambda: recorded(request, found, EventKind.PRINTED),
    )


@page(*OFFICE)
def release_original(request: SignedInRequest, release_id: int) -> HttpResponse:
    """The PDF as first signed, to the byte. Looking at it prints nothing."""
    found = found_release(request, release_id)
    return pdf_response(
        request,
        lambda: paper.as_signed(found),
        f"release-{found.pk}-as-signed.pdf",
        lambda: recorded(request, found, EventKind.VIEWED),
    )


@page()
def release_blank(request: SignedInRequest) -> HttpResponse:
    """A form to fill by hand. It names nobody, so nobody's history has it."""
    how = language_asked(request), points_asked(request)
    return pdf_response(request, lambda: paper.blank_paper(*how), "release-blank.pdf")
