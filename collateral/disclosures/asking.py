"""An accounting of disclosures as it is asked for, and printed."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse

from clients.ledger import record
from clients.models import Client, EventKind
from collateral.disclosures.accounting import accounting
from collateral.disclosures.accounting_form import AccountingForm
from collateral.disclosures.found import found_client
from collateral.disclosures.views import listed
from practice.models import Role
from practice.web.page import page
from practice.web.requests import SignedInRequest
from releases.printing.asked import points_asked
from releases.printing.response import pdf_response


@page(Role.CLINICIAN)
def client_accounting(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Whom a client was told of in the six years up to a day, as a PDF."""
    found = found_client(request, client_id)
    form = AccountingForm(found, request.GET)
    if not form.is_valid():
        return listed(request, found, form)
    last, code = form.cleaned_data["until"], form.cleaned_data["language"]
    return pdf_response(
        request,
        lambda: accounting(found, last, code, points_asked(request)),
        f"accounting-{found.pk}.pdf",
        lambda: _recorded(request, found, last),
    )


def _recorded(request: SignedInRequest, client: Client, last: dt.date) -> None:
    until = last.isoformat()
    record(EventKind.ACCOUNTING_PRINTED, client, request.user, until=until)
