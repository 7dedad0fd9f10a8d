"""A client's circle of people."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from clients.models import Client
from collateral.circle.drawing import draw
from collateral.circle.ties import circle_of
from practice.web.page import page
from practice.web.requests import SignedInRequest
from releases.models import ReleaseDraft


@page()
def client_circle(request: SignedInRequest, client_id: int) -> HttpResponse:
    """Who may speak to whom: as much as the releases on the client's page say."""
    clients = Client.objects.visible_to(request.user).select_related("clinician")
    client = get_object_or_404(clients, pk=client_id)
    drafts = ReleaseDraft.objects.awaiting_signature().filter(client=client)
    waiting: list[Any] = list(drafts.select_related("contact"))
    people = circle_of(client, waiting, timezone.now())
    context = {
        "client": client,
        "people": people,
        "ready": sum(not (each.refused_by or each.being_checked) for each in waiting),
        "drawing": draw(people),
    }
    return render(request, "collateral/circle/circle.html", context)
