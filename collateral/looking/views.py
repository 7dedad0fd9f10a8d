"""Who looked: at one client, or by one person, on which days."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import CharField, F, Func, TextField
from django.db.models.functions import Coalesce
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from collateral.looking.declared import OF_MANY
from collateral.looking.filters import LookFilters
from collateral.looking.words import THINGS, named, names_of, say
from practice.formats import say_zone
from practice.looking.models import Outcome
from practice.models import Look, Role
from practice.web.page import LOOK, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest
from releases.history.export import Clock, Inert, copied, in_words

PER_PAGE = 50


@page(Role.ADMIN)
def looks(request: SignedInRequest) -> HttpResponse:
    """Newest first; looking here is a look, too."""
    filters = LookFilters(request.user, request.GET)
    after, every = request.GET.get("after", ""), Look.objects.all()
    found = filters.looks().select_related("user", "system")
    page = Page.of(found, ("-at", "-id"), after, PER_PAGE, among=every)
    names = names_of(page.rows)
    context: dict[str, Any] = {
        "filters": filters,
        "page": page,
        "looks": [(look, say(look, names)) for look in page.rows],
    }
    status = 200 if filters.is_valid() else 422
    return render(request, "collateral/looking/looks.html", context, status=status)


@page(Role.ADMIN, confirmed=LOOK)
def looks_export(request: SignedInRequest) -> HttpResponseBase:
    """The looks asked for as CSV, however many."""
    filters = LookFilters(request.user, request.GET)
    if not filters.is_valid():
        return redirect(f"{reverse('looks')}?{request.GET.urlencode()}")
    response = StreamingHttpResponse(
        copied(filters.looks(), columns()), content_type="text/csv; charset=utf-8"
    )
    name = f"who-looked-{timezone.localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def columns() -> dict[str, Any]:
    """Each column of the file, by its heading."""
    who = Coalesce("user__name", "system__name", output_field=CharField())
    return {
        f"When ({say_zone()})": Clock("at", zone=settings.TIME_ZONE),
        "When (UTC)": Clock("at", zone="UTC"),
        "Who": Inert(who),
        "What": in_words(F("route"), [*THINGS.items(), *OF_MANY.items()]),
        "Shown": in_words(F("outcome"), Outcome.choices),
        "Client": Inert(named()),
        "Day": F("day"),
        "From": Func("address", function="host", output_field=TextField()),
        "Client number": F("client_id"),
        "Number in the address": F("about"),
        "Look number": F("id"),
    }
