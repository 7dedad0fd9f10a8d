"""What pages that change who has to sign do besides: ask again, and say what is held."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse

from clients.models import Client
from clients.people.forms import ClientForm
from collateral.ending import lapses
from collateral.ending.asked_again import hold_what_is_refused
from collateral.ending.found import say_held
from practice.web.requests import SignedInRequest

# What of a client bears on who has to sign.
BEARS = {
    "date_of_birth",
    "emancipated",
    "part2",
    "self_consent_from",
    "state",
    "video_state",
}


def ask_again(request: SignedInRequest, client: Client) -> None:
    """As ``hold_what_is_refused``, and say so."""
    if held := hold_what_is_refused(client, request.user):
        messages.warning(request, say_held(request.user, held))


def asks_first(request: SignedInRequest, form: ClientForm) -> HttpResponse | None:
    """As ``lapses.asks_first``; then of what is left, as the client is now."""
    if page := lapses.asks_first(request, form):
        return page
    if BEARS & set(form.changed_data):
        ask_again(request, form.instance)
    return None
