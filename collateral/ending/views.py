"""Ending releases: acts that can put sessions on hold."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import ngettext

from collateral import ending
from collateral.ending import ripple
from collateral.ending.event_form import EventForm
from collateral.ending.found import found_release, say, say_held, where_to_decide
from collateral.ending.revocation_form import RevocationForm
from practice.forms import submitted_once
from practice.numbers import say_number
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest
from releases.parts import say_parts


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
