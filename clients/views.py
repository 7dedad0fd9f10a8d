"""Finding a client."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from clients.models import Client
from practice.pages import Page
from practice.requests import SignedInRequest

PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
def clients(request: SignedInRequest) -> HttpResponse:
    """Clients by name, paged by key, or those whose name holds the words that are sent.

    A search is a POST: its words are part of a name, which must not stand in a URL.
    """
    words = request.POST.get("q", "")[:200].strip()
    found = Client.objects.visible_to(request.user).named(words)
    page = Page.of(
        found.select_related("clinician"),
        ("name", "id"),
        request.GET.get("after", ""),
        PER_PAGE,
    )
    part = "_clients" if request.htmx else "clients"
    return render(request, f"clients/{part}.html", {"words": words, "page": page})
