"""What staff are told, once they have their browser back, of what was signed in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext

from collateral.ending.found import say, say_held
from collateral.gate.unsent import leads_back
from collateral.models import UNCOMPLETED, Session, Status
from collateral.signing.kept import Kept
from practice.formats import say_day_short_year, say_list
from practice.models import User
from practice.spans import last_day, start_of
from releases.models import HowEnded, Release, ReleaseDraft, SigningSession

ENDED = {
    HowEnded.BY_ANOTHER: "This was signed elsewhere meanwhile. Nothing was signed here.",
    HowEnded.PAPER: "They would rather sign on paper. Print it, and have it signed by hand.",
    HowEnded.REFUSED: "They did not sign.",
    HowEnded.IDLE: "Nobody was there for five minutes. Nothing was signed.",
    HowEnded.HANDED_BACK: "It was handed back before it was signed.",
    HowEnded.WITHDRAWN: "It was put aside or changed meanwhile. Nothing was signed.",
}


def said_of(
    draft: ReleaseDraft, release: Release | None, held: list[Session], user: User
) -> str:
    """That ``draft`` is signed, and what that did."""
    if release is None:
        awaits = ReleaseDraft.objects.values_list("awaits", flat=True).get(pk=draft.pk)
        return f"Signed. Nothing is in force before {awaits} signed too."
    return say(_say_signed(release), _say_replaced(release), say_held(user, held))


def say_what_became(signing: SigningSession, kept: Kept) -> str:
    return str(kept.held.get("said") or ENDED.get(HowEnded(signing.ended_how), ""))


def _say_replaced(release: Release) -> str:
    replaced = release.supersedes.order_by("signed_at")
    signed = list(replaced.values_list("signed_at", flat=True))
    if not signed:
        return ""
    days = say_list(dict.fromkeys(map(say_day_short_year, signed)))
    said = ngettext(
        "It replaces the release of {days}.",
        "It replaces the releases of {days}.",
        len(signed),
    )
    return said.format(days=days)


def _say_signed(release: Release) -> str:
    said = f"The release for {release.contact.name} is signed"
    until = say_day_short_year(last_day(release.in_force.upper))
    return f"{said} and counts until {until}. A copy is ready to print."


def back(request: Any, signing: SigningSession) -> HttpResponse:
    """Where the signer's clinician was stopped for want of it; else the release."""
    release = Release.objects.filter(draft=signing.draft_id).first()
    if release is None:
        return redirect("draft", signing.draft_id)
    return back_to_booking(request, release)


def back_from_form(request: Any, signing: SigningSession) -> HttpResponse:
    """To the door where whoever signed is expected today; else to the client's forms."""
    if signing.ended_how == HowEnded.SIGNED and signing.contact_id:
        today = timezone.localdate()
        ahead = Session.objects.visible_to(request.user).filter(
            status__in=UNCOMPLETED,
            participants__contact=signing.contact_id,
            during__endswith__gt=timezone.now(),
            during__startswith__lt=start_of(today + timedelta(days=1)),
        )
        if session := ahead.order_by("during__startswith").first():
            return redirect("session_arrival", session.pk)
    return redirect("client_forms", signing.client_id)


def back_to_booking(request: Any, release: Release) -> HttpResponse:
    if address := leads_back(request, release.client_id, [release.contact_id]):
        return redirect(address)
    waiting = Session.objects.filter(
        clinician=request.user,
        status=Status.HELD,
        participants__contact=release.contact_id,
        during__startswith__gt=timezone.now(),
    )
    if session := waiting.order_by("during__startswith").first():
        return redirect("session", session.pk)
    return redirect("release", release.pk)
