"""The last page of the room, which only whoever handed it over leads out of."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from collateral.signing.form_room import awaits_others
from collateral.signing.going_on import say_of_all
from collateral.signing.kept import Kept
from collateral.signing.said import back, say_what_became
from releases.models import HowEnded, SigningSession, Way
from releases.signing.leaving import LeavingForm
from releases.signing.lock import in_room
from releases.signing.room import leave
from releases.signing.words import said_in
from releases.terms.languages import spoken_by

# What whoever has a link did, and is told; of any other end it tells nothing.
BY_THEMSELVES = {HowEnded.SIGNED, HowEnded.REFUSED, HowEnded.PAPER}


@in_room
def room_leaving(request: HttpRequest, signing: SigningSession) -> HttpResponse:
    """Thank you, please hand it back; staff go on by their own password."""
    asked = signing.way == Way.ROOM
    typed = request.POST if asked and request.method == "POST" else None
    form = LeavingForm(request, signing.opened_by, typed)
    if form.is_valid():
        kept = Kept(request)
        leave(request, signing)
        signing.refresh_from_db()
        if say_of_all(request, signing, say_what_became(signing, kept)):
            return redirect("client_circle", signing.draft.client_id)
        if signing.form_kind:
            return redirect("client_forms", signing.client_id)
        return back(request, signing)
    code = signing.language or spoken_by(signing.about.language)
    context: dict[str, Any] = {
        "signing": signing,
        "form": form,
        "language": code,
        "words": said_in(code),
        "became": _became(signing),
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/signing/over.html", context, status=status)


def _became(signing: SigningSession) -> str:
    """What whoever holds the screen is told; nothing while it may still be signed."""
    if signing.way == Way.LINK and signing.ended_how not in BY_THEMSELVES:
        return "link"
    if signing.form_kind:
        waits = signing.ended_how == HowEnded.SIGNED and awaits_others(signing)
        return "awaits" if waits else signing.ended_how
    waits = signing.ended_how == HowEnded.SIGNED and signing.draft.awaits
    return (
        "awaits"
        if waits and not hasattr(signing.draft, "release")
        else signing.ended_how
    )
