"""Signing and ending releases: acts that can put sessions on hold."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import ngettext

from collateral import ending
from collateral.ending import ripple
from collateral.gate.unsent import leads_back
from collateral.models import Session, Status
from collateral.sessions.forms import ReasonForm
from practice.formats import say_day_short_year, say_list, say_number
from practice.paper.pdf import Unprintable
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Release, ReleaseDraft
from releases.signing.form import SignatureForm
from releases.signing.sign import DraftChanged
from releases.terms import content, read


def _back_to_booking(request: SignedInRequest, release: Release) -> HttpResponse:
    """Where the signer's clinician was stopped for want of it; else the release."""
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


def _say(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _say_held(held: list[Session]) -> str:
    if not held:
        return ""
    said = ngettext(
        "{count} session put on hold.", "{count} sessions put on hold.", len(held)
    )
    return capfirst(said.format(count=say_number(len(held))))


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


@page(*OFFICE, methods=FORM)
def draft_signature(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Read the release through, and sign it on the screen."""
    drafts = ReleaseDraft.objects.visible_to(request.user).filter(withdrawn_at=None)
    draft = get_object_or_404(
        drafts.select_related("client__clinician", "contact"), pk=draft_id
    )
    if signed := Release.objects.filter(draft=draft).first():
        messages.info(request, "This release is signed.")
        return redirect("release", signed.pk)
    form = SignatureForm(draft, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            release, held = ending.sign(
                draft,
                form.signature(request),
                request.user,
                version=form.cleaned_data["read"],
            )
        except Unprintable as error:
            form.add_error(None, str(error))
        except IntegrityError as error:
            form.add_refusal(error)
        except DraftChanged:
            messages.error(request, "This release was changed just now. Read it again.")
            return redirect("draft_signature", draft.pk)
        else:
            done = _say("Signed.", _say_replaced(release), _say_held(held))
            messages.success(request, done)
            return _back_to_booking(request, release)
    context = {
        "draft": draft,
        "form": form,
        "terms": read(content.of_draft(draft)),
        "ripple": ripple.of_signing(draft, form["capacity"].value() or ""),
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/signature.html", context, status=status)


@page(*OFFICE, methods=FORM)
def release_revocation(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Revoke a release, after seeing which sessions that puts on hold."""
    release = _release(request, release_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        held = ending.revoke(release, form.cleaned_data["reason"], request.user)
        messages.success(request, _say("The release is revoked.", _say_held(held)))
        return redirect("release", release.pk)
    return _page(request, release, form, "revocation")


@page(*OFFICE, methods=FORM)
def release_event(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Record that the event which ends a release has occurred."""
    release = _release(request, release_id)
    if not release.expires_event:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        held = ending.end_by_event(release, form.cleaned_data["reason"], request.user)
        messages.success(request, _say("The release has ended.", _say_held(held)))
        return redirect("release", release.pk)
    return _page(request, release, form, "event")


def _release(request: SignedInRequest, release_id: int) -> Release:
    releases = Release.objects.visible_to(request.user).saying_for_whom()
    return get_object_or_404(
        releases.select_related("client", "contact"), pk=release_id
    )


def _page(
    request: SignedInRequest, release: Release, form: ReasonForm, act: str
) -> HttpResponse:
    sessions = ripple.of_ending(release).select_related("clinician", "room")
    context = {"release": release, "form": form, "act": act, "sessions": sessions}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/ending.html", context, status=status)
