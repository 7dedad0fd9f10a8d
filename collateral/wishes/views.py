"""Bringing someone in: the wishes of one client, what came of them, and stopping."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from clients.models import Client, Contact
from collateral.ending.found import say, say_held
from collateral.ending.unready import standing_with
from collateral.models import Screening, Stop, Wish
from collateral.screening.status import readiness_of
from collateral.wishes.act import add_wish, close_wish, lift, stop
from collateral.wishes.forms import ClosingForm, StopForm, WishForm
from collateral.wishes.message import neutral_for
from collateral.wishes.status import status_of
from practice.forms import Form, submitted_once
from practice.models import Role
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.status import Status
from releases.terms.languages import languages, spoken_by


@page(Role.CLINICIAN)
def wishes(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Who is wished for, what came of it, and with whom the client has stopped."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    found = client.wishes.select_related("contact", "closed_by")
    context = {
        "client": client,
        "wishes": [(wish, status_of(wish)) for wish in found.with_plans()],
        "people": _people(client),
        "languages": [(code, each.name) for code, each in languages().items()],
        "language": spoken_by(client.language),
        "stops": client.stops.standing().select_related("contact", "message"),
    }
    return render(request, "collateral/wishes/wishes.html", context)


def _people(client: Client) -> list[tuple[Contact, Status]]:
    """Everyone in ``client``'s life, and whether they may join."""
    asked: Any = Screening.objects.newest().filter(client=client)
    newest, now = {each.contact_id: each for each in asked}, timezone.now()
    return [
        (contact, readiness_of(newest.get(contact.pk), now))
        for contact in client.contacts.all()
    ]


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def wish_new(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Write a wish down, in the words used."""
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    typed = request.POST if request.method == "POST" else None
    wish = Wish(client=client, recorded_by=request.user)
    form = WishForm(typed, instance=wish, initial={"asked_on": timezone.localdate()})
    if form.is_valid():
        with form.explaining_violations():
            add_wish(form.instance, request.user)
            messages.success(request, "The wish is written down.")
            return redirect("wishes", client.pk)
    context = {"client": client, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/wishes/wish.html", context, status=status)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def wish_closing(request: SignedInRequest, wish_id: int) -> HttpResponse:
    """Say that a wish was declined or withdrawn."""
    wishes = Wish.objects.visible_to(request.user).select_related("client", "contact")
    wish = get_object_or_404(wishes.open(), pk=wish_id)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        with form.explaining_violations():
            close_wish(wish, said["closed_as"], said["closed_why"], request.user)
            messages.success(request, "The wish is closed.")
            return redirect("wishes", wish.client_id)
    context = {"wish": wish, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/wishes/closing.html", context, status=status)


@page(*OFFICE, methods=FORM)
@submitted_once
def client_stop(request: SignedInRequest, client_id: int) -> HttpResponse:
    """The client wants to stop: one step, from whoever hears it, and no reason asked.
    Whoever is told is told in neutral words.
    """
    client = get_object_or_404(Client.objects.visible_to(request.user), pk=client_id)
    people = list(client.contacts.all())
    ahead = standing_with(people).filter(client=client)
    typed = request.POST if request.method == "POST" else None
    found = ahead.order_by().values_list("participants__contact", flat=True)
    seated = sorted(set(found))
    form = StopForm(client, seated, typed, initial={"contacts": seated})
    if form.is_valid():
        with form.explaining_violations():
            said = form.cleaned_data
            tell = list(said.get("tell", ()))
            held = stop(client, list(said["contacts"]), request.user, tell)
            messages.success(request, say("Stopped.", say_held(request.user, held)))
            return redirect("client", client.pk)
    sessions = ahead.select_related("clinician", "room")
    context = {"client": client, "form": form, "sessions": sessions}
    context |= {"told": neutral_for(client), "spoken": spoken_by(client.language)}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/wishes/stop.html", context, status=status)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def stop_lifting(request: SignedInRequest, stop_id: int) -> HttpResponse:
    """The client may want it again, and said so to their clinician."""
    stops = Stop.objects.visible_to(request.user).standing()
    stopped = get_object_or_404(stops.select_related("client", "contact"), pk=stop_id)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        lift(stopped, request.user)
        messages.success(request, "Taken back. What is on hold can be booked again.")
        return redirect("wishes", stopped.client_id)
    return render(request, "collateral/wishes/lifting.html", {"stop": stopped})
