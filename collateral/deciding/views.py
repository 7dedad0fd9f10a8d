"""The sessions that wait for a decision about one contact."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from collateral.deciding.decide import cancel_all, go_on
from collateral.deciding.form import Decision, DecisionForm
from collateral.gate import NotCovered
from collateral.gate.refusal import record_refusal
from collateral.models.keys import REFUSED_BY
from collateral.sessions.seats import SessionChanged
from practice.database.constraints import violated
from practice.forms import submitted_once
from practice.models import Role
from practice.numbers import say_number
from practice.web.page import FORM, page
from practice.web.requests import SignedInRequest
from releases.models import Release

CHANGED = "A release changed just now. Nothing was changed: look again."


@page(Role.CLINICIAN, methods=FORM)
def release_sessions(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Decide about the sessions on hold with a release's contact, all at once."""
    refused: list[NotCovered] = []
    response = _asked(request, release_id, refused)
    for each in refused:  # apart from what is undone as the form comes back
        record_refusal(request, each.proposal, each.verdict)
    return response


@submitted_once
def _asked(
    request: SignedInRequest, release_id: int, refused: list[NotCovered]
) -> HttpResponse:
    releases = Release.objects.visible_to(request.user)
    release = get_object_or_404(releases.select_related("contact"), pk=release_id)
    typed = request.POST if request.method == "POST" else None
    form = DecisionForm(release.contact, request.user, typed)
    if form.is_valid():
        _decide(request, form)
        return redirect("release_sessions" if form.held else "release", release.pk)
    refused[:] = form.refused
    context = {
        "release": release,
        "contact": release.contact,
        "form": form,
        "renewed": form.has_release,
    }
    status = 422 if form.is_bound else 200
    return render(request, "collateral/deciding/deciding.html", context, status=status)


def _decide(request: SignedInRequest, form: DecisionForm) -> None:
    """Do it, and say what was done; or that someone else was quicker."""
    typed = form.cleaned_data
    try:
        if typed["decision"] in {Decision.WITH, Decision.WITHOUT}:
            go_on(form.cleared, request.user)
        else:
            cancel_all(typed["sessions"], typed["reason"], request.user)
    except SessionChanged as news:
        messages.error(request, str(news))
    except IntegrityError as error:
        if violated(error) not in REFUSED_BY:
            raise
        messages.error(request, CHANGED)
    else:
        messages.success(request, _say_decided(form))


def _say_decided(form: DecisionForm) -> str:
    count = len(form.cleaned_data["sessions"])
    decision = form.cleaned_data["decision"]
    if decision == Decision.WITH:
        said = ngettext(
            "Booked again with {name}: {count} session.",
            "Booked again with {name}: {count} sessions.",
            count,
        )
    elif decision == Decision.WITHOUT:
        said = ngettext(
            "Booked again without {name}: {count} session.",
            "Booked again without {name}: {count} sessions.",
            count,
        )
    else:
        said = ngettext(
            "Cancelled: {count} session with {name}. Its time is free again.",
            "Cancelled: {count} sessions with {name}. Their times are free again.",
            count,
        )
    return said.format(count=say_number(count), name=form.contact.name)
