"""The page on which a release is voided: by one who asks, and another who agrees."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from collateral.ending import ripple
from collateral.ending.found import (
    found_release,
    say,
    say_held,
    where_to_decide,
)
from collateral.ending.voiding_form import AskForm, DecisionForm
from practice.forms import submitted_once
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest
from releases.models import Release

Form = AskForm | DecisionForm


@page(methods=FORM)
@submitted_once
def release_voiding(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Ask that a release be void, or decide about what somebody asked."""
    release = found_release(request, release_id)
    if release.in_force is None or release.in_force.upper <= timezone.now():
        messages.info(request, f"The release for {release.contact.name} has ended.")
        return redirect("release", release.pk)
    form = _form(request, release)
    if form.is_valid():
        with form.explaining_violations():
            held = form.act()
            messages.success(
                request, say(_say_done(form, release), say_held(request.user, held))
            )
            return redirect(where_to_decide(request.user, release, held))
    sessions = ripple.of_ending(release).select_related("clinician", "room")
    asked = form.instance if isinstance(form, DecisionForm) else None
    context = {"release": release, "form": form, "sessions": sessions, "asked": asked}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/ending/voiding.html", context, status=status)


def _form(request: SignedInRequest, release: Release) -> Form:
    """To decide, where somebody asked and nobody has decided yet; else to ask."""
    typed = request.POST if request.method == "POST" else None
    waiting = release.voidings.filter(decided_at=None).select_related("asked_by")
    if asked := waiting.first():
        asked.release = release
        return DecisionForm(asked, request.user, typed)
    return AskForm(release, request.user, typed)


def _say_done(form: Form, release: Release) -> str:
    who = release.contact.name
    if isinstance(form, AskForm):
        return (
            f"You asked that the release for {who} be void. It counts until somebody "
            "else agrees."
        )
    if form.instance.agreed:
        return f"The release for {who} is void."
    return f"The release for {who} stays as it is."
