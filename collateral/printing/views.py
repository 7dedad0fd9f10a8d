"""The print room: one paper, or all that a day needs."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from collateral.models import Needs, PrintBatch, PrintPiece
from collateral.printing.cover import title_of
from collateral.printing.form import LARGE, BatchForm
from collateral.printing.make import have_made
from collateral.printing.needed import needed_for
from practice.forms import submitted_once
from practice.models import Progress
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.terms.languages import ENGLISH, languages


@page(*OFFICE)
def print_room(request: SignedInRequest) -> HttpResponse:
    """Where to print: what the next working day needs, what ends this month, or one blank paper."""
    batches = PrintBatch.objects.kept_for(request.user).select_related("progress")
    context = {
        "languages": [(code, each.name) for code, each in languages().items()],
        "language": ENGLISH,
        "batches": [(each, title_of(each)) for each in batches.order_by("-made_at")],
    }
    return render(request, "collateral/printing/room.html", context)


@page(*OFFICE, methods=FORM)
@submitted_once
def print_batch_new(request: SignedInRequest, needs: str) -> HttpResponse:
    """Choose among the papers that the next working day needs, or that end this month."""
    if needs not in Needs.values:
        raise Http404
    day, needed = needed_for(needs, request.user, timezone.localdate())
    form = BatchForm(needed, request.POST if request.method == "POST" else None)
    batch = PrintBatch(needs=needs, day=day)
    if form.is_valid():
        batch.papers = form.chosen()
        batch.large = form.cleaned_data["size"] == LARGE
        _ask_for(batch, request)
        return redirect("print_batch", batch.pk)
    context = {"form": form, "needed": needed, "needs": needs, "title": title_of(batch)}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/printing/choose.html", context, status=status)


@transaction.atomic
def _ask_for(batch: PrintBatch, request: SignedInRequest) -> None:
    PrintBatch.objects.past().forget()
    total = len(batch.papers)
    batch.progress = Progress.objects.create(
        kind="print_batch", made_by=request.user, total=total
    )
    batch.save(force_insert=True)
    have_made(batch)


def _kept(request: SignedInRequest, batch_id: int) -> PrintBatch:
    batches = PrintBatch.objects.kept_for(request.user).select_related("progress")
    return get_object_or_404(batches, pk=batch_id)


@page(*OFFICE)
def print_batch(request: SignedInRequest, batch_id: int) -> HttpResponse:
    """How far it is, and then the PDF."""
    batch = _kept(request, batch_id)
    context = {"batch": batch, "progress": batch.progress, "title": title_of(batch)}
    return render(request, "collateral/printing/batch.html", context)


@page(*OFFICE)
def print_batch_paper(request: SignedInRequest, batch_id: int) -> HttpResponseBase:
    """The PDF of it, for who asked for it alone."""
    batch = _kept(request, batch_id)
    if not batch.progress.is_done or batch.pages is None:
        return redirect("print_batch", batch.pk)
    response = StreamingHttpResponse(_pieces(batch), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="papers-{batch.pk}.pdf"'
    return response


@page(*OFFICE, methods=("POST",))
def print_batch_deletion(request: SignedInRequest, batch_id: int) -> HttpResponse:
    """Stop it if it is still being made, and delete what there is of it."""
    batch = _kept(request, batch_id)
    batch.progress.cancel()
    PrintBatch.objects.filter(pk=batch.pk).forget()
    return redirect("print_room")


def _pieces(batch: PrintBatch) -> Iterator[bytes]:
    """One in memory at a time."""
    pieces = PrintPiece.objects.filter(batch=batch)
    for number in pieces.values_list("number", flat=True):
        yield bytes(pieces.get(number=number).content)
