"""Every paper of one client, to print one at a time."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from clients.models import Client
from practice.web.page import OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Refusal, Release, ReleaseDraft, Revocation
from releases.status import statuses_of
from releases.terms.languages import languages, spoken_by

SHOWN = 20


@page(*OFFICE)
def client_papers(request: SignedInRequest, client_id: int) -> HttpResponse:
    """What was signed, what waits, who said no and who stopped it; and forms to fill."""
    clients = Client.objects.visible_to(request.user)
    client = get_object_or_404(clients, pk=client_id)
    drafts = ReleaseDraft.objects.awaiting_signature().filter(client=client)
    signed = Release.objects.filter(client=client).with_lost()
    signed = signed.order_by("-signed_at", "-pk")
    refusals = Refusal.objects.filter(draft__client=client)
    stopped = Revocation.objects.filter(client=client).select_related("contact")
    context = {
        "client": client,
        "languages": [(code, each.name) for code, each in languages().items()],
        "language": spoken_by(client.language),
        "contacts": client.contacts.order_by("name", "pk"),
        "drafts": drafts.select_related("contact")[:SHOWN],
        "signed": statuses_of(signed.select_related("contact")[:SHOWN], timezone.now()),
        "refusals": refusals.select_related("draft__contact").order_by("-pk")[:SHOWN],
        "revocations": stopped.order_by("-recorded_at", "-pk")[:SHOWN],
    }
    return render(request, "releases/printing/papers.html", context)
