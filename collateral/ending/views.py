"""Signing and ending releases: acts that can put sessions on hold."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import ngettext

from collateral import ending
from collateral.ending import ripple
from collateral.ending.event_form import EventForm
from collateral.ending.found import found_release, say, say_held, where_to_decide
from collateral.ending.revocation_form import RevocationForm
from collateral.gate.unsent import leads_back
from collateral.models import Session, Status
from practice.formats import say_day_short_year, say_list, say_number
from practice.forms import submitted_once
from practice.paper.pdf import Unprintable
from practice.spans import last_day
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.models import Release, ReleaseDraft
from releases.models.waiting import who_refuses
from releases.parts import say_parts
from releases.signing.form import SignatureForm
from releases.signing.sign import DraftChanged
from releases.terms import read


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


def _say_revoked(form: RevocationForm) -> str:
    releases, revocation = form.cleaned_data["releases"], form.instance
    if revocation.part:
        said = say_parts(revocation.part)
        return f"The release for {revocation.contact.name} no longer covers {said}."
    said = ngettext(
        "The release for {name} is revoked.",
        "{count} releases for {name} are revoked.",
        len(releases),
    )
    return capfirst(
        said.format(count=say_number(len(releases)), name=form.instance.contact.name)
    )


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


def _say_awaits(draft: ReleaseDraft) -> str:
    return f"Signed. Nothing is in force before {draft.awaits} signed too."


def _say_signed(release: Release) -> str:
    said = f"The release for {release.contact.name} is signed"
    until = say_day_short_year(last_day(release.in_force.upper))
    return f"{said} and counts until {until}. A copy is ready to print."


@page(*OFFICE, methods=FORM)
def draft_signature(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Read the release through, and sign it on the screen."""
    drafts = ReleaseDraft.objects.visible_to(request.user).filter(withdrawn_at=None)
    draft: Any = get_object_or_404(
        drafts.annotate(refused_by=who_refuses()).select_related(
            "client__clinician", "contact"
        ),
        pk=draft_id,
    )
    if signed := Release.objects.filter(draft=draft).first():
        messages.info(request, "This release is signed.")
        return redirect("release", signed.pk)
    if draft.refused_by:
        return redirect("draft", draft.pk)
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
            if release is None:
                draft.refresh_from_db(fields=["awaits"])
                messages.success(request, _say_awaits(draft))
                return redirect("draft", draft.pk)
            done = say(
                _say_signed(release),
                _say_replaced(release),
                say_held(request.user, held),
            )
            messages.success(request, done)
            return _back_to_booking(request, release)
    terms, *others = map(read, form.copies)
    context = {
        "draft": draft,
        "form": form,
        "terms": terms,
        "other_copies": others,
        "ripple": ripple.of_signing(draft, form["capacity"].value() or ""),
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/signature.html", context, status=status)


@page(*OFFICE, methods=FORM)
@submitted_once
def release_revocation(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Revoke what is signed for a contact, after seeing what that puts on hold."""
    release = found_release(request, release_id)
    typed = request.POST if request.method == "POST" else None
    form = RevocationForm(release, request.user, typed)
    if not form.offered:
        messages.info(
            request, f"Nothing signed for {release.contact.name} is in force."
        )
        return redirect("release", release.pk)
    if form.is_valid():
        with form.explaining_violations():
            held = ending.revoke(
                form.cleaned_data["releases"], form.instance, losing=form.losing
            )
            messages.success(
                request, say(_say_revoked(form), say_held(request.user, held))
            )
            return redirect(where_to_decide(request.user, release, held))
    sessions = ripple.of_ending_all(form.offered).select_related("clinician", "room")
    context = {"release": release, "form": form, "sessions": sessions}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/revocation.html", context, status=status)


@page(*OFFICE, methods=FORM)
@submitted_once
def release_event(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Record that the event has occurred which ends releases of this client."""
    release = found_release(request, release_id)
    if not release.expires_event:
        raise Http404
    form = EventForm(release, request.POST if request.method == "POST" else None)
    if not form.offered:
        messages.info(request, "Nothing is in force that ends by an event.")
        return redirect("release", release.pk)
    if form.is_valid():
        ended, reason = form.cleaned_data["releases"], form.cleaned_data["reason"]
        held = ending.end_by_event(ended, reason, request.user)
        messages.success(request, say(form.said, say_held(request.user, held)))
        return redirect(where_to_decide(request.user, release, held))
    sessions = ripple.of_ending_all(form.offered).select_related("clinician", "room")
    context = {"release": release, "form": form, "sessions": sessions}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/ending.html", context, status=status)
