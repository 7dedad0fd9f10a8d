"""Planning and booking a shared session."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.booking.book import book
from collateral.booking.coverage import adjusted, panel
from collateral.booking.form import BookingForm, CoverageForm
from collateral.gate import Proposal
from collateral.gate.middleware import schedules
from collateral.gate.unsent import forget, keep, kept
from practice.formats import say_span
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest, id_in


def _client(request: SignedInRequest, client_id: int) -> Client:
    """Raises Http404 for all but the client's own clinician."""
    clients = Client.objects.visible_to(request.user).filter(clinician=request.user)
    return get_object_or_404(clients, pk=client_id)


def _as_typed(
    client: Client, request: SignedInRequest, typed: QueryDict
) -> BookingForm:
    """A form that shows what was typed and finds no fault with it yet."""
    initial: dict[str, Any] = {name: typed[name] for name in typed}
    initial["contacts"] = typed.getlist("contacts")
    return BookingForm(client, request.user, initial=initial)


def proposed(request: SignedInRequest, client_id: int) -> Proposal | None:
    """The session that a POST to ``booking`` proposes, whether or not its time is free."""
    form = CoverageForm(_client(request, client_id), request.user, request.POST)
    return form.proposal if form.is_valid() else None


@page(Role.CLINICIAN, methods=FORM)
@schedules(proposed)
@submitted_once
def booking(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Book a shared session for one client."""
    client = _client(request, client_id)
    if request.method != "POST":
        before = kept(request)
        return _open(request, client, before or request.GET, kept=before is not None)
    form = BookingForm(client, request.user, request.POST)
    if form.is_valid():
        with form.explaining_violations():
            session = book(form.proposal, form.plan, request.user)
            forget(request)
            messages.success(request, f"Booked: {say_span(session.during)}.")
            return redirect("session", session.pk)
    return _page(request, form, status=422)


@page(Role.CLINICIAN, methods=FORM)
def coverage(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Who is covered for what is typed so far; nothing is booked.

    A POST, for what is typed is not for URLs. The panel for htmx, else the whole page;
    where a button asks for someone's release, that, while what is typed is kept.
    """
    client = _client(request, client_id)
    booking_path = reverse("booking", args=[client.pk])
    if "afresh" in request.POST:
        forget(request, booking_path)
    if request.method != "POST" or "afresh" in request.POST:  # or signed in again
        return redirect(booking_path)
    if contact := _to_prepare_for(client, request.POST.get("release", "")):
        keep(request, booking_path)
        draft = contact.drafts.awaiting_signature().first()
        return (
            redirect("draft_signature", draft.pk)
            if draft
            else redirect("draft_new", contact.pk)
        )
    typed = adjusted(
        request.POST, request.POST.get("earlier", ""), request.POST.get("without", "")
    )
    if request.htmx:
        return render(
            request, "collateral/booking/_coverage.html", _panel(request, client, typed)
        )
    return _open(request, client, typed)


def _to_prepare_for(client: Client, pk: str) -> Contact | None:
    """The contact whose release a button of the panel asks for."""
    return client.contacts.filter(pk=id_in(pk) or 0).first()


def _panel(
    request: SignedInRequest, client: Client, typed: QueryDict
) -> dict[str, Any]:
    form = CoverageForm(client, request.user, typed)
    form.is_valid()
    return panel(form)


def _open(
    request: SignedInRequest, client: Client, typed: QueryDict, *, kept: bool = False
) -> HttpResponse:
    """The page with what is typed so far, faults not yet found, and who is covered."""
    form = _as_typed(client, request, typed)
    return _page(request, form, shown=_panel(request, client, typed), kept=kept)


def _page(
    request: SignedInRequest,
    form: BookingForm,
    *,
    shown: dict[str, Any] | None = None,
    kept: bool = False,
    status: int = 200,
) -> HttpResponse:
    age = form.session.client.age_on(timezone.localdate())
    context = {"form": form, "age": age, "kept": kept, **(shown or panel(form))}
    return render(request, "collateral/booking/booking.html", context, status=status)
