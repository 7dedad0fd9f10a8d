"""The last page of the room, which only whoever handed it over leads out of."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from collateral.signing.form_room import awaits_others
from collateral.signing.going_on import say_of_all
from collateral.signing.kept import Kept
from collateral.signing.plan_room import TOLD, back_to_plan, back_words, told_in
from collateral.signing.said import back, back_from_form, say_what_became
from practice.accounts.factors.forms import PasskeyForm
from practice.accounts.factors.held import has_passkey
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
    """Thank you, please hand it back; staff go on by their own password or passkey."""
    asked = signing.way == Way.ROOM
    typed = request.POST if asked and request.method == "POST" else None
    shown = typed if typed and "credential" in typed else None
    form = LeavingForm(request, signing.opened_by, None if shown else typed)
    passkey = PasskeyForm(user=signing.opened_by, data=shown)
    if form.is_valid() or passkey.is_valid():
        kept = Kept(request)
        leave(request, signing)
        signing.refresh_from_db()
        return _onward(request, signing, kept)
    code = signing.language or spoken_by(signing.about.language)
    context = {"signing": signing, "form": form, "language": code}
    context |= _said(signing, code)
    if asked and has_passkey(signing.opened_by):
        context["options"] = begin_authentication(signing.opened_by)
        context["problem"] = passkey.errors.get("credential", [""])[0]
    status = 422 if form.is_bound or passkey.is_bound else 200
    return render(request, "collateral/signing/over.html", context, status=status)


def _onward(request: HttpRequest, signing: SigningSession, kept: Kept) -> HttpResponse:
    """Where whoever handed it over goes on, told what became of it."""
    if signing.is_of_a_plan:
        messages.info(request, TOLD.get(HowEnded(signing.ended_how), ""))
        return redirect(back_to_plan(signing))
    if say_of_all(request, signing, say_what_became(signing, kept)):
        return redirect("client_circle", signing.draft.client_id)
    if signing.form_kind:
        return back_from_form(request, signing)
    return back(request, signing)


def _said(signing: SigningSession, code: str) -> dict[str, Any]:
    """What the page says of how it ended, and to lead back to where it goes on."""
    became, words = _became(signing), said_in(code)
    said = {"words": words, "became": became}
    if signing.is_of_a_plan:
        return {**said, "told": told_in(signing), "back": back_words(code)}
    return {
        **said,
        "told": words["over"].get(became, ""),
        "back": words["pages"]["back"],
    }


def _became(signing: SigningSession) -> str:
    """What whoever holds the screen is told; nothing while it may still be signed."""
    if signing.way == Way.LINK and signing.ended_how not in BY_THEMSELVES:
        return "link"
    if signing.is_of_a_plan:
        return signing.ended_how
    if signing.form_kind:
        waits = signing.ended_how == HowEnded.SIGNED and awaits_others(signing)
        return "awaits" if waits else signing.ended_how
    waits = signing.ended_how == HowEnded.SIGNED and signing.draft.awaits
    return (
        "awaits"
        if waits and not hasattr(signing.draft, "release")
        else signing.ended_how
    )
