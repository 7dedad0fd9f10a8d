"""Papers beside a release, shown as PDFs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from practice.web.page import OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Refusal, Revocation
from releases.printing.asked import language_asked, points_asked
from releases.printing.letters import papers
from releases.printing.paper import named_paper
from releases.printing.response import pdf_response

# By what the address calls them: for nobody yet, and for one contact.
BLANK: dict[str, Callable[[str, int], bytes]] = {
    "refusal": papers.refusal_form,
    "revocation": papers.revocation_form,
    "stop": papers.stop_slip,
}
FILLED: dict[str, Callable[[str, int, Contact], bytes]] = {
    "release": lambda code, points, contact: named_paper(contact, code, points),
    "refusal": papers.refusal_form,
    "revocation": papers.revocation_form,
    "stop": papers.stop_slip,
}


@page()
def paper_blank(request: SignedInRequest, paper: str) -> HttpResponse:
    """A paper that names nobody, so that nobody's history has it."""
    make, code = BLANK.get(paper), language_asked(request)
    if make is None:
        raise Http404
    points = points_asked(request)
    return pdf_response(request, lambda: make(code, points), f"{paper}-{code}.pdf")


@page(*OFFICE)
def contact_paper(
    request: SignedInRequest, contact_id: int, paper: str
) -> HttpResponse:
    """A form that says already whom it is about."""
    contacts = Contact.objects.visible_to(request.user)
    people = contacts.select_related("client__clinician")
    contact, make = get_object_or_404(people, pk=contact_id), FILLED.get(paper)
    if make is None:
        raise Http404
    how = language_asked(request, contact.client), points_asked(request)
    return pdf_response(
        request,
        lambda: make(*how, contact),
        f"{paper}-for-{contact.pk}.pdf",
        lambda: _recorded(request, contact, paper),
    )


@page(*OFFICE)
def refusal_paper(request: SignedInRequest, refusal_id: int) -> HttpResponse:
    """What was written down of someone's no."""
    found = get_object_or_404(
        Refusal.objects.filter(
            draft__client__in=Client.objects.visible_to(request.user)
        ).select_related("draft__client", "draft__contact__client", "recorded_by"),
        pk=refusal_id,
    )
    contact = found.draft.contact
    how = language_asked(request, contact.client), points_asked(request)
    return pdf_response(
        request,
        lambda: papers.refusal_record(found, *how),
        f"refusal-{found.pk}.pdf",
        lambda: _recorded(request, contact, "refused", refusal=found.pk),
    )


@page(*OFFICE)
def revocation_paper(request: SignedInRequest, revocation_id: int) -> HttpResponse:
    """The letter that tells whoever revoked what ended, and from when."""
    found = get_object_or_404(
        Revocation.objects.filter(
            client__in=Client.objects.visible_to(request.user)
        ).select_related("contact__client", "writing"),
        pk=revocation_id,
    )
    how = language_asked(request, found.contact.client), points_asked(request)
    return pdf_response(
        request,
        lambda: papers.revocation_letter(found, *how),
        f"revocation-{found.pk}.pdf",
        lambda: _recorded(request, found.contact, "revoked", revocation=found.pk),
    )


def _recorded(
    request: SignedInRequest, contact: Contact, paper: str, **what: Any
) -> None:
    record(
        EventKind.LETTER_PRINTED,
        contact.client,
        request.user,
        contact=contact,
        paper=paper,
        **what,
    )
