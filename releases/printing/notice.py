"""What is handed to whoever hears of a client under 42 CFR Part 2: section 2.32."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from clients.models import ConsentEvent, EventKind
from practice.forms import submitted_once
from practice.letterhead.current import letterhead, with_logo
from practice.paper import pdf
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.printing.response import pdf_response
from releases.terms.part2 import STATEMENT_1
from releases.views import found_release, recorded

TEMPLATE = "releases/printing/notice.html"


def notice() -> bytes:
    """Statement 1 in full, on a sheet to keep. It names neither client nor contact."""
    practice = letterhead().said
    pictures, logo = with_logo([])
    context = {"practice": practice, "statement": STATEMENT_1, "logo": logo}
    return pdf.render(TEMPLATE, context, pages=1, pictures=pictures)


@page()
def notice_paper(request: SignedInRequest) -> HttpResponse:
    """The sheet to hand out, the same for everyone: nobody's history has it."""
    return pdf_response(request, notice, "part-2-notice.pdf")


@page(*OFFICE, methods=FORM)
@submitted_once
def release_notice(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Print the sheet, and record that whoever the release names was given it."""
    found = found_release(request, release_id)
    name = found.contact.name
    if not found.client.part2:
        messages.info(request, f"No notice goes with what {name} hears.")
        return redirect("release", found.pk)
    if request.method == "POST":
        recorded(request, found, EventKind.NOTICE_GIVEN)
        messages.success(request, f"Recorded: {name} was given the notice.")
        return redirect("release", found.pk)
    given = ConsentEvent.objects.filter(
        release_id=found.pk, kind=EventKind.NOTICE_GIVEN
    )
    context = {
        "release": found,
        "statement": STATEMENT_1,
        "given": given.select_related("actor").order_by("-number"),
    }
    return render(request, "releases/notice.html", context)
