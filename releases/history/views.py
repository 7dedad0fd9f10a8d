"""The consent history: who did what to what, when and why; and whether it holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from clients.finding import find, through
from clients.models import Client, ConsentEvent
from practice.database import replica
from practice.models import Role
from practice.web.page import FORM, LOOK, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest
from releases.history.day import hearings, since
from releases.history.export import lines
from releases.history.filters import DayForm, HistoryFilters
from releases.history.renamed import today
from releases.history.sentences import Known, sentence, why
from releases.history.verification import stored, verify, verify_by_hand
from releases.proof.verification import verify_releases

PER_PAGE = 50
MATCHES = 20
# Of whom the sentences tell, and whose names may be others today.
NAMED = ("client", "contact", "actor")


@page(Role.ADMIN, methods=FORM)
def history(request: SignedInRequest) -> HttpResponse:
    """Events, newest first. A POST finds a client by name, which no URL may hold."""
    filters = HistoryFilters(request.user, request.GET)
    context: dict[str, Any] = {"filters": filters, **_found(request)}
    if request.htmx and request.method == "POST":
        return render(request, "releases/history/_clients.html", context)
    events = filters.events().select_related(*NAMED).defer("body")
    after = request.GET.get("after", "")
    every = ConsentEvent.objects.all()
    page = Page.of(events, ("-at", "-id"), after, PER_PAGE, among=every)
    context["page"] = page
    known = Known.of(page.rows)
    context["events"] = [
        (event, sentence(event, known), why(event), today(event)) for event in page.rows
    ]
    context["hearings"] = filters.heard_then()
    status = 200 if filters.is_valid() else 422
    return render(request, "releases/history/history.html", context, status=status)


def _found(request: SignedInRequest) -> dict[str, Any]:
    """The name that was typed, and clients who bear it."""
    name = request.POST.get("name", "")[:200].strip()
    if not name:
        return {}
    clients = find(Client.objects.visible_to(request.user), name)
    found = list(clients.select_related("clinician")[: MATCHES + 1])
    more, matches = len(found) > MATCHES, found[:MATCHES]
    return {
        "name": name,
        "matches": matches,
        "through": through(matches, name),
        "more_match": more,
    }


@page(Role.ADMIN)
def history_day(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Who could hear what about one client as a day ended."""
    clients = Client.objects.visible_to(request.user)
    client = get_object_or_404(clients, pk=client_id)
    form = DayForm(request.GET or {"on": timezone.localdate()})
    context: dict[str, Any] = {"client": client, "form": form}
    if form.is_valid():
        day = form.cleaned_data["on"] or timezone.localdate()
        context |= {
            "day": day,
            "hearings": hearings(client, day),
            "since": since(client, day),
            "misfit": verify_by_hand(stored(client.pk)).misfit,
            "checked_at": timezone.now(),
        }
    status = 200 if form.is_valid() else 422
    return render(request, "releases/history/day.html", context, status=status)


@page(Role.ADMIN, confirmed=LOOK)
def history_export(request: SignedInRequest) -> HttpResponseBase:
    """The events asked for as CSV, however many."""
    filters = HistoryFilters(request.user, request.GET)
    if not filters.is_valid():
        return redirect(f"{reverse('history')}?{request.GET.urlencode()}")
    response = StreamingHttpResponse(
        lines(filters.events()), content_type="text/csv; charset=utf-8"
    )
    name = f"consent-history-{timezone.localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page(Role.ADMIN, methods=FORM)
def history_verification(request: SignedInRequest) -> HttpResponse:
    """Walk every chain and compare every release now; say whether all of it fits."""
    context: dict[str, Any] = {}
    if request.method == "POST":
        context["verdict"] = verdict = replica.read(verify)
        context["releases"] = replica.read(verify_releases)
        if verdict.misfit:
            clients = Client.objects.visible_to(request.user)
            context["client"] = clients.filter(pk=verdict.misfit.client_id).first()
    part = "_verdict" if request.htmx else "verification"
    return render(request, f"releases/history/{part}.html", context)
