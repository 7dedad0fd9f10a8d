"""Planning and booking a shared session."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clients.models import Client, Contact
from collateral import gate
from collateral.booking.adjusted import adjusted
from collateral.booking.book import book
from collateral.booking.coverage import planned
from collateral.booking.form import BookingForm
from collateral.booking.whose import client_to_book
from collateral.gate.cures import release_url
from collateral.gate.scheduling import SchedulingRequest, schedules
from collateral.gate.unsent import NEW, forget, keep, leads_back, tick
from collateral.models import Status
from collateral.series.booking import book_series
from practice.formats import say_span
from practice.forms import submitted_once
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest, id_in

PAGE = "collateral/booking/booking.html"


@page(*OFFICE, methods=FORM)
@schedules(BookingForm.asked, _("This session was not booked"))
@submitted_once
def booking(request: SchedulingRequest[BookingForm], client_id: int) -> HttpResponse:
    """Book a shared session for one client; or many, as it repeats."""
    form, cleared = request.scheduling.form, request.scheduling.cleared
    if request.scheduling.answers is not None:
        return book_series(request, request.scheduling.answers)
    if cleared and not form.repeated and form.is_free():
        with form.explaining_violations():
            session = book(cleared, form.plan, request.user, form.outside)
            forget(request)
            waits = session.status == Status.HELD
            said = "On hold until its plan is approved" if waits else "Booked"
            messages.success(request, f"{said}: {say_span(session.during)}.")
            return redirect("plan_edit" if waits else "session", session.pk)
    status = 422 if form.is_bound else 200
    return render(request, PAGE, planned(form), status=status)


@page(*OFFICE, methods=FORM)
def coverage(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Who is covered for what is typed so far; nothing is booked.

    A POST, for what is typed is not for URLs. The panel for htmx, else the whole page;
    where a button asks for someone's release, or for someone new, that, while what is
    typed is kept.
    """
    client, typed = client_to_book(request, client_id), request.POST
    there = reverse("booking", args=[client.pk])
    if request.method != "POST":  # signed in again
        return redirect(there)
    if "afresh" in typed:
        forget(request, there)
        return redirect(there)
    if release := _release_to_get(request, client):
        keep(request, there, waits_for=[id_in(typed["release"]) or 0])
        return redirect(release)
    if "add" in typed:
        keep(request, there, waits_for=[NEW])
        return redirect("contact_new", client.pk)
    pressed = {name: typed.get(name, "") for name in ("earlier", "without", "at")}
    changed = adjusted(typed, **pressed)
    form = BookingForm.unfaulted(client, request.user, changed)
    template = "collateral/booking/_coverage.html" if request.htmx else PAGE
    return render(request, template, planned(form))


def _release_to_get(request: SignedInRequest, client: Client) -> str | None:
    """Where to get the release of the contact whom a button sends, for what is typed."""
    pk = id_in(request.POST.get("release", ""))
    contact = client.contacts.filter(pk=pk or 0).first()
    if contact is None:
        return None
    form = BookingForm.unfaulted(client, request.user, request.POST)
    proposal = form.proposal_with([contact])
    if proposal is None:  # no time is typed any more
        return reverse("draft_new", args=[contact.pk])
    (line,) = gate.ask(proposal).lines
    return release_url(line)


def booking_for(request: SignedInRequest, contact: Contact) -> str | None:
    """The booking page from which ``contact`` was added, where they now are ticked."""
    address = leads_back(request, contact.client_id, [NEW])
    if address:
        tick(request, address, contact.pk)
    return address
