"""Signed papers that come back: sent in, read, and what is to be done with them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from practice.forms import submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest
from releases.models import Printout, ScanBatch, ScannedPage
from releases.scans.form import ScanForm
from releases.scans.found import found_in
from releases.scans.jobs import have_read
from releases.scans.reading import receive
from releases.scans.sets import sets_of, waiting

PER_PAGE = 12


@page(*OFFICE, methods=FORM)
@submitted_once
def scans(request: SignedInRequest) -> HttpResponse:
    """Send in signed papers; those that came back, and those that nobody recognised."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ScanForm(*sent)
    if form.is_valid():
        batch = receive(form.cleaned_data["papers"], request.user)
        have_read(batch)
        return redirect("scan_batch", batch.pk)
    visible = ScannedPage.objects.visible_to(request.user).defer("picture")
    tray = Page.of(
        visible.in_tray(), ("id",), request.GET.get("tray", ""), PER_PAGE, among=visible
    )
    returned = Page.of(
        waiting(request.user),
        ("id",),
        request.GET.get("returned", ""),
        PER_PAGE,
        among=Printout.objects.visible_to(request.user),
    )
    context = {
        "form": form,
        "tray": tray,
        "returned": returned,
        "sets": sets_of(returned.rows),
    }
    status = 422 if form.is_bound else 200
    return render(request, "releases/scans/scans.html", context, status=status)


@page(*OFFICE)
def scan_batch(request: SignedInRequest, batch_id: int) -> HttpResponse:
    """What was sent in at once: how far it is read, and what each page is."""
    mine = ScanBatch.objects.visible_to(request.user).select_related("uploaded_by")
    batch = get_object_or_404(mine.counted(), pk=batch_id)
    context = {"batch": batch, "found": found_in(batch, request.user)}
    return render(request, "releases/scans/batch.html", context)
