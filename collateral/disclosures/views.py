"""Recording what was told, and reading it again: clinical text, for clinicians only."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from clients.models import Client
from collateral.disclosures.accounting_form import AccountingForm
from collateral.disclosures.form import ToldForm
from collateral.disclosures.found import (
    blank,
    found_client,
    found_contact,
    planned,
    session_asked,
    told_to,
)
from collateral.disclosures.record import keep
from collateral.disclosures.without import WithoutReleaseForm
from collateral.models import Disclosure
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest

PER_PAGE = 30
KEY = ("-told_at", "-pk")


@page(Role.CLINICIAN)
def client_disclosures(request: SignedInRequest, client_id: int) -> HttpResponse:
    """What was told of a client, newest first, with what was a mistake."""
    found = found_client(request, client_id)
    return listed(request, found, AccountingForm(found))


def listed(
    request: SignedInRequest, found: Client, accounting: AccountingForm
) -> HttpResponse:
    """The list, with what is asked of an ``accounting``."""
    every = Disclosure.objects.filter(client=found)
    rows = every.with_revoked().select_related("told_by", "session")
    after = request.GET.get("after", "")
    context = {
        "client": found,
        "accounting": accounting,
        "page": Page.of(
            rows.prefetch_related("corrections"), KEY, after, PER_PAGE, among=every
        ),
    }
    status = 422 if accounting.is_bound else 200
    return render(
        request, "collateral/disclosures/disclosures.html", context, status=status
    )


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def contact_disclosure(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """Record what a contact was told under their release, in a session or outside one."""
    contact = found_contact(request, contact_id)
    session = session_asked(request, contact)
    told = told_to(request, contact, session)
    typed = request.POST if request.method == "POST" else None
    form = ToldForm(told, typed, ticked=planned(session, contact))
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            keep(form.instance)
            messages.success(request, f"Recorded: what {contact.name} was told.")
            if session:
                return redirect("session", session.pk)
            return redirect("client_disclosures", contact.client_id)
    context = {
        "form": form,
        "contact": contact,
        "session": session,
        "theirs": contact.client.is_visible_to(request.user),
    }
    status = 422 if form.is_bound else 200
    return render(
        request, "collateral/disclosures/under_release.html", context, status=status
    )


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def client_disclosure(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Record what was told without a release: an emergency, a report, a court, a mistake."""
    found = found_client(request, client_id)
    typed = request.POST if request.method == "POST" else None
    form = WithoutReleaseForm(blank(request, found), typed)
    if form.is_valid():
        with form.explaining_violations(), transaction.atomic():
            told = keep(form.instance)
            messages.success(request, f"Recorded: what {told.recipient} was told.")
            return redirect("client_disclosures", found.pk)
    context = {"form": form, "client": found}
    status = 422 if form.is_bound else 200
    return render(
        request, "collateral/disclosures/without_release.html", context, status=status
    )
