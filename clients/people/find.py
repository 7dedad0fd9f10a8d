"""Finding a client."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import replace_url

from clients.finding import find, through
from clients.models import Client
from practice.web.page import FORM, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest

PER_PAGE = 30
WORDS = "words"  # in the session


@page(methods=FORM)
def clients(request: SignedInRequest) -> HttpResponse:
    """Clients by name, paged by key; or, by POST, words to find some by.

    Words are part of a name, or a birth, which must not stand in a URL: the session
    holds them.
    """
    if request.method != "POST":
        return _listed(request)
    words = request.POST.get("q", "")[:200].strip()
    if request.htmx.target == "at-hand":  # below the header, on whatever page
        return _listed(request, words) if words else HttpResponse()
    request.session[WORDS] = words
    there = reverse("clients_found" if words else "clients")
    if not request.htmx:
        return redirect(there)
    return replace_url(_listed(request, words), there)


@page()
def clients_found(request: SignedInRequest) -> HttpResponse:
    """Whoever was found last, until someone else is looked for: Back leads here."""
    words = request.session.get(WORDS, "")
    return _listed(request, words) if words else redirect("clients")


def _listed(request: SignedInRequest, words: str = "") -> HttpResponse:
    visible = Client.objects.visible_to(request.user)
    page = Page.of(
        find(visible, words).select_related("clinician"),
        ("sort_name", "id"),
        request.GET.get("after", ""),
        PER_PAGE,
        among=visible,
    )
    part = "_clients" if request.htmx else "clients"
    context = {"words": words, "page": page, "through": through(page.rows, words)}
    return render(request, f"clients/people/{part}.html", context)
