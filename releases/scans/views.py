"""Signed papers that come back: sent in, read, and what is to be done with them."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from practice.forms import Form, submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest
from releases.models import ScanBatch, ScannedPage
from releases.scans.form import ScanForm
from releases.scans.found import found_in
from releases.scans.reading import read_batch, receive
from releases.scans.sets import sets_of, waiting

PER_PAGE = 12


@page(*OFFICE, methods=FORM)
@submitted_once
def scans(request: SignedInRequest) -> HttpResponse:
    """Send in signed papers; those that came back, and those that nobody recognised."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ScanForm(*sent)
    if form.is_valid():
        batch = receive(form.cleaned_data["files"], request.user)
        _have_read(batch)
        return redirect("scan_batch", batch.pk)
    visible = ScannedPage.objects.visible_to(request.user).defer("picture")
    tray = Page.of(
        visible.in_tray(), ("id",), request.GET.get("tray", ""), PER_PAGE, among=visible
    )
    returned = sets_of(waiting(request.user)[:PER_PAGE])
    context = {"form": form, "tray": tray, "sets": returned}
    status = 422 if form.is_bound else 200
    return render(request, "releases/scans/scans.html", context, status=status)


def _have_read(batch: ScanBatch) -> None:
    """Once it is kept: a few pages while whoever sent them waits."""
    transaction.on_commit(partial(read_batch, batch.pk), robust=True)


@page(*OFFICE, methods=FORM)
def scan_batch(request: SignedInRequest, batch_id: int) -> HttpResponse:
    """What was sent in at once: how far it is read, and what each page is."""
    mine = ScanBatch.objects.visible_to(request.user)
    batch = get_object_or_404(mine.counted(), pk=batch_id)
    if request.method == "POST" and Form(request.POST).is_valid():
        _have_read(batch)
        return redirect("scan_batch", batch.pk)
    context = {"batch": batch, "found": found_in(batch, request.user)}
    return render(request, "releases/scans/batch.html", context)
