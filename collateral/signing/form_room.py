"""A form beside releases in the signing room: read and signed on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from collateral.ending.found import say
from collateral.signed_forms.act import SignedMeanwhile, sign
from collateral.signed_forms.form import SigningForm
from collateral.signing.act import Over
from collateral.signing.kept import Kept
from collateral.signing.said import ENDED
from practice.database.transactions import retried
from practice.forms import Form
from releases.links.act import by_its_link
from releases.models import HowEnded, SignedForm, SigningSession
from releases.signed_forms.asked import Asked, asked_by
from releases.signing.lock import in_room
from releases.signing.room import end
from releases.signing.words import said_in


@in_room
def room_form(request: HttpRequest, signing: SigningSession) -> HttpResponse:
    """Read it through, and sign it."""
    if signing.ended_at or not signing.form_kind:
        return redirect("room")
    asked = asked_by(signing)
    typed = request.POST if request.method == "POST" else None
    form = SigningForm(asked, typed, only=signing.form_signer, name=signing.signer)
    if not form.signers:
        return _over(request, signing)
    if form.is_valid():
        with form.explaining_violations():
            made = form.signed(request.headers.get("User-Agent", ""))
            return _signed(request, signing, asked, made)
    context = {"signing": signing, "asked": asked, "form": form}
    context |= {"language": asked.code, "words": said_in(asked.code)}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/signing/form.html", context, status=status)


def _signed(
    request: HttpRequest, signing: SigningSession, asked: Asked, made: SignedForm
) -> HttpResponse:
    try:
        signed = _sign_in_room(signing, asked, made)
    except (Over, SignedMeanwhile):
        return _over(request, signing)
    waits = "" if signed.whole else "It waits for whoever else has to sign."
    said = f"{made.signer} signed: {made.get_kind_display()}."
    Kept(request).wipe(said=say(said, waits))
    return redirect("room")


@retried
def _sign_in_room(
    signing: SigningSession, asked: Asked, made: SignedForm
) -> SignedForm:
    """Once, however often it is sent. Raises Over, SignedMeanwhile."""
    open_still = SigningSession.objects.select_for_update(of=("self",))
    if not open_still.filter(pk=signing.pk, ended_at=None).exists():
        raise Over
    by_its_link(signing, made, made.content_sha256)
    signed = sign(asked, made, signing.opened_by)
    end(signing, HowEnded.SIGNED)
    return signed


def _over(request: HttpRequest, signing: SigningSession) -> HttpResponse:
    """It was signed elsewhere; or here, by another request, which says so."""
    if end(signing, HowEnded.BY_ANOTHER):
        Kept(request).wipe(said=ENDED[HowEnded.BY_ANOTHER])
    return redirect("room")


def refuse_form(request: HttpRequest, signing: SigningSession) -> HttpResponse:
    """They would rather not: it stays unsigned, which keeps nobody else from signing."""
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        end(signing, HowEnded.REFUSED)
        Kept(request).wipe()
        return redirect("room")
    words = said_in(signing.language)
    context = {"signing": signing, "words": words, "language": signing.language}
    return render(request, "collateral/signing/refusal.html", context | {"form": form})


def awaits_others(signing: SigningSession) -> bool:
    """Whether what was signed in ``signing`` waits for whoever else has to sign."""
    return bool(asked_by(signing).awaits)
