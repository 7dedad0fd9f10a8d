"""What contacts saw at home, at school and elsewhere: for the client's own clinician."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from collateral.debrief.act import observe
from collateral.debrief.observation_form import ObservationForm
from collateral.disclosures.found import found_client
from collateral.models import Observation
from practice.forms import submitted_once
from practice.models import Role
from practice.web.page import FORM, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest

PER_PAGE = 30
KEY = ("-seen_on", "-pk")
# What a correction starts from.
KEPT = ("client", "contact", "place", "seen_on", "words")


@page(Role.CLINICIAN)
def observations(request: SignedInRequest, client_id: int) -> HttpResponse:
    """What was seen of a client, newest first, each with who said it."""
    client = found_client(request, client_id)
    every = client.observations.all()
    rows = every.select_related("contact", "recorded_by")
    after = request.GET.get("after", "")
    context = {
        "client": client,
        "page": Page.of(
            rows.prefetch_related("corrections"), KEY, after, PER_PAGE, among=every
        ),
    }
    return render(request, "collateral/debrief/observations.html", context)


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def observation_new(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Write down what a contact saw, in their words."""
    client, today = found_client(request, client_id), timezone.localdate()
    return _kept(request, Observation(client=client, seen_on=today))


@page(Role.CLINICIAN, methods=FORM)
@submitted_once
def observation_correction(
    request: SignedInRequest, observation_id: int
) -> HttpResponse:
    """Say again what a contact saw, and what was wrong before."""
    seen = Observation.objects.visible_to(request.user).standing()
    people = seen.select_related("client", "contact")
    wrong = get_object_or_404(people, pk=observation_id)
    again = Observation(corrects=wrong)
    for name in KEPT:
        setattr(again, name, getattr(wrong, name))
    return _kept(request, again)


def _kept(request: SignedInRequest, observation: Observation) -> HttpResponse:
    observation.recorded_by = request.user
    typed = request.POST if request.method == "POST" else None
    form = ObservationForm(observation, typed)
    if form.is_valid():
        with form.explaining_violations():
            observe(form.instance, request.user)
            messages.success(request, "What was seen is kept.")
            return redirect("observations", observation.client_id)
    context = {
        "client": observation.client,
        "corrects": observation.corrects,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(
        request, "collateral/debrief/observation.html", context, status=status
    )
