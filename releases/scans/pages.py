"""One scanned page: its picture, what it shows, and that it is not needed."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from clients.ledger import record
from clients.models import EventKind
from practice.forms import submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.policy import SANDBOX
from practice.web.requests import SignedInRequest
from releases.models import ScannedPage
from releases.scans.reading import PEOPLE
from releases.scans.tray import assign, discard
from releases.scans.tray_form import AssignForm, DiscardForm


def _found(request: SignedInRequest, page_id: int) -> ScannedPage:
    pages = ScannedPage.objects.visible_to(request.user)
    pages = pages.select_related(*PEOPLE, "batch")
    return get_object_or_404(pages.defer("picture"), pk=page_id)


@page(*OFFICE, methods=FORM)
@submitted_once
def scan_page(request: SignedInRequest, page_id: int) -> HttpResponse:
    """A page beside its picture; while it is in the tray, what it is."""
    found = _found(request, page_id)
    form = AssignForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid() and found.is_open:
        said = form.cleaned_data
        with form.explaining_violations(), transaction.atomic():
            assign(found, said["printout"], said["page"], request.user)
            messages.success(request, "The page is put with its paper.")
            return redirect("scan_batch", found.batch_id)
    context = {"scan": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "releases/scans/page.html", context, status=status)


@page(*OFFICE, methods=FORM)
@submitted_once
def scan_discarding(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Say why a page is not needed; it counts as a page of nothing from then on."""
    found = _found(request, page_id)
    form = DiscardForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not found.discarded_at:
        with form.explaining_violations(), transaction.atomic():
            discard(found, request.user, form.cleaned_data["reason"])
            messages.success(request, "The page is put aside.")
            return redirect("scan_batch", found.batch_id)
    context = {"scan": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "releases/scans/discarding.html", context, status=status)


@page(*OFFICE)
def scan_picture(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Its picture, to be shown within a page or kept; that it was looked at is recorded."""
    pages = ScannedPage.objects.visible_to(request.user)
    found = get_object_or_404(pages.select_related(*PEOPLE), pk=page_id)
    if found.printout:
        record(
            EventKind.SCAN_VIEWED,
            found.printout.about,
            request.user,
            contact=found.printout.names,
            **found.printout.told,
            scan=found.pk,
            page=found.page,
        )
    response = HttpResponse(bytes(found.picture), content_type="image/jpeg")
    response["Content-Disposition"] = f'attachment; filename="scan-{found.pk}.jpg"'
    response["Content-Security-Policy"] = SANDBOX
    return response
