"""A client's signed forms: read, signed on the screen, filed, printed, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.ledger import record
from clients.models import Client, Contact, EventKind
from collateral.ending.found import say, say_held
from collateral.signed_forms.act import withdraw
from collateral.signed_forms.consent import needing_consent
from collateral.signed_forms.entering import FilingForm
from collateral.signed_forms.handing import FormHanding
from collateral.signed_forms.paper import signed_paper, to_sign
from collateral.signed_forms.status import rows_of
from practice.forms import Form, submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import FormKind, SignedForm
from releases.printing.asked import language_asked, points_asked
from releases.printing.response import pdf_response
from releases.signed_forms.asked import Asked, asked_of, found_client
from releases.signing.by_hand import enter
from releases.signing.by_hand_views import ENTERED
from releases.terms.languages import languages


@page(*OFFICE)
def client_forms(request: SignedInRequest, client_id: int) -> HttpResponse:
    """What a client, and whoever joins, signs beside releases; and how each stands."""
    client, day = found_client(request, client_id), timezone.localdate()
    rows = rows_of(client, language_asked(request, client), day)
    context = {
        "client": client,
        "rows": [row for row in rows if not row.asked.contact],
        "joining": [row for row in rows if row.asked.contact],
        "minor": client.is_minor_on(day),
    }
    return render(request, "collateral/signed_forms/forms.html", context)


@page(*OFFICE, methods=FORM)
def form_signature(request: SignedInRequest, client_id: int, kind: str) -> HttpResponse:
    """Read a form through, and hand the screen over to whoever signs it."""
    asked = asked_of(request, client_id, kind)
    form = FormHanding(asked, request.POST if request.method == "POST" else None)
    if form.is_valid():
        form.hand_over(request, request.user)
        return redirect("room")
    return _asking(request, asked, form, "signing")


@page(*OFFICE, methods=FORM)
@submitted_once
def form_filing(request: SignedInRequest, client_id: int, kind: str) -> HttpResponse:
    """Enter a form that was signed by hand, on paper: another checks it."""
    asked = asked_of(request, client_id, kind)
    form = FilingForm(asked, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form.explaining_violations():
            paper = form.entered(request.user)
            enter(paper)
            messages.success(request, ENTERED)
            return redirect("form_check", paper.pk)
    return _asking(request, asked, form, "filing")


def _asking(
    request: SignedInRequest, asked: Asked, form: FormHanding | FilingForm, how: str
) -> HttpResponse:
    context = {
        "asked": asked,
        "form": form,
        "version": asked.version,
        "languages": languages().values(),
    }
    status = 422 if form.is_bound else 200
    page = f"collateral/signed_forms/{how}.html"
    return render(request, page, context, status=status)


@page(*OFFICE, methods=FORM)
@submitted_once
def form_withdrawal(request: SignedInRequest, form_id: int) -> HttpResponse:
    """Whoever signed takes it back: what stood on it is held."""
    signed = _found(request, SignedForm.objects.standing(), form_id)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        held = withdraw(signed, request.user)
        messages.success(request, say("Taken back.", say_held(request.user, held)))
        return redirect("client_forms", signed.client_id)
    consent = signed.kind == FormKind.CONSENT
    context = {
        "signed": signed,
        "minor": signed.client.is_minor_on(timezone.localdate()),
        "sessions": needing_consent(signed.client) if consent else [],
    }
    return render(request, "collateral/signed_forms/withdrawal.html", context)


@page(*OFFICE)
def form_paper(request: SignedInRequest, client_id: int, kind: str) -> HttpResponse:
    """A form to be signed by hand, which says already whom it is about."""
    asked, points = asked_of(request, client_id, kind), points_asked(request)
    return pdf_response(
        request,
        lambda: to_sign(asked, request.user, points),
        f"{asked.kind}-for-{asked.client.pk}.pdf",
        lambda: _printed(request, asked.client, asked.contact, asked.kind),
    )


@page(*OFFICE)
def signed_form_paper(request: SignedInRequest, form_id: int) -> HttpResponse:
    """A form as it was signed."""
    signed = _found(request, SignedForm.objects.all(), form_id)
    points = points_asked(request)
    return pdf_response(
        request,
        lambda: signed_paper(signed, points),
        f"{signed.kind}-{signed.pk}.pdf",
        lambda: _printed(
            request, signed.client, signed.contact, signed.kind, signed_form=signed.pk
        ),
    )


def _found(
    request: SignedInRequest, forms: QuerySet[SignedForm], form_id: int
) -> SignedForm:
    seen = forms.filter(client__in=Client.objects.visible_to(request.user))
    return get_object_or_404(
        seen.select_related("client__clinician", "contact"), pk=form_id
    )


def _printed(
    request: SignedInRequest,
    client: Client,
    contact: Contact | None,
    kind: str,
    **what: Any,
) -> None:
    record(
        EventKind.FORM_PRINTED,
        client,
        request.user,
        contact=contact,
        form=str(kind),
        **what,
    )
