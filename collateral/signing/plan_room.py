"""A plan in the signing room: the client reads it alone, and approves it or does not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from collateral.handouts.sheet import words
from collateral.models import (
    ApprovedHow,
    Approver,
    PlanApproval,
    PlanReading,
    PlanVersion,
)
from collateral.models.plan_version import as_kept
from collateral.plans.act import approve_plan, claim_plan
from collateral.plans.next import next_of
from collateral.sessions.seats import SessionChanged, hears_in
from collateral.signing.act import Over
from collateral.signing.kept import Kept
from collateral.signing.plan_words import rows_of
from practice.database.transactions import retried
from practice.forms import Form
from releases.models import HowEnded, SigningSession
from releases.signing.lock import in_room
from releases.signing.room import end
from releases.signing.words import said_in

# What whoever handed it over is told.
TOLD = {
    HowEnded.APPROVED: "The plan is approved.",
    HowEnded.REFUSED: "They want it otherwise. Ask them what to change, and change the plan.",
    HowEnded.BY_ANOTHER: "The plan was approved elsewhere meanwhile.",
    HowEnded.IDLE: "Nobody was there for five minutes. The plan is not approved.",
    HowEnded.HANDED_BACK: "It was handed back before they answered.",
    HowEnded.WITHDRAWN: "The plan was changed meanwhile. It is not approved.",
}


class AnswerForm(Form):
    """Which of the two buttons was pressed."""

    answer = forms.ChoiceField(choices=[("yes", "yes"), ("not_so", "not_so")])


def reading_in(signing: SigningSession) -> PlanReading:
    readings = PlanReading.objects.select_related(
        "version__plan__session__client",
        "version__plan__session__clinician",
        "version__plan__session__room",
    )
    return readings.get(pk=signing.pk)


@in_room
def room_plan(request: HttpRequest, signing: SigningSession) -> HttpResponse:
    """Read it through, and say whether it is to be so."""
    if signing.ended_at or not signing.is_of_a_plan:
        return redirect("room")
    reading = reading_in(signing)
    if (became := _became_of(reading.version)) is not None:
        return _ended(request, signing, became)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answered = _take(reading, signing, form.cleaned_data["answer"])
        return _ended(request, signing, answered)
    context = {"form": form, **shown_to(reading, signing)}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/signing/plan.html", context, status=status)


def _became_of(version: PlanVersion) -> HowEnded | None:
    """Why it can be approved no more as it was handed over, if it cannot."""
    session = version.plan.session
    newest = PlanVersion.objects.newest_of(session.pk)
    if newest is None or newest.pk != version.pk or not is_whole(version):
        return HowEnded.WITHDRAWN
    return HowEnded.BY_ANOTHER if newest.is_approved else None


def is_whole(version: PlanVersion) -> bool:
    """Whether who joins now, and hears of what, is just what ``version`` says."""
    return bool(as_kept(hears_in(version.plan.session)) == version.hears)


def _take(reading: PlanReading, signing: SigningSession, answer: str) -> HowEnded:
    """What came of it, by whoever of two was quicker."""
    if answer == "not_so":
        return HowEnded.REFUSED
    try:
        _approve_in_room(reading, signing)
    except Over:
        return HowEnded.BY_ANOTHER
    except (SessionChanged, IntegrityError):
        return _became_of(reading.version) or HowEnded.WITHDRAWN
    return HowEnded.APPROVED


@retried
def _approve_in_room(reading: PlanReading, signing: SigningSession) -> None:
    """Once, however often it is sent. Raises Over, and SessionChanged."""
    open_still = SigningSession.objects.select_for_update(of=("self",))
    if not open_still.filter(pk=signing.pk, ended_at=None).exists():
        raise Over
    claim_plan(reading.version.plan_id)
    if not is_whole(reading.version):
        raise SessionChanged
    given = PlanApproval(who=reading.who, how=ApprovedHow.TABLET, read_in=reading)
    approve_plan(reading.version, given, signing.opened_by)
    end(signing, HowEnded.APPROVED)


def _ended(
    request: HttpRequest, signing: SigningSession, how: HowEnded
) -> HttpResponse:
    """It is over here; unless another request ended it, which says so."""
    if end(signing, how) or signing.ended_how == how:
        Kept(request).wipe()
    return redirect("room")


def shown_to(reading: PlanReading, signing: SigningSession) -> dict[str, Any]:
    """What the page says, in the language of whom it was handed to."""
    code = signing.language
    return {
        "signing": signing,
        "language": code,
        "words": said_in(code),
        "say": words(code)["approving"],
        "rows": rows_of(reading, code),
        "consents": reading.who == Approver.CONSENTER,
    }


def back_words(code: str) -> str:
    """What leads back to the plan."""
    return str(words(code)["approving"]["back"])


def told_in(signing: SigningSession) -> str:
    """What came of it, to whoever read it; nothing while it may still be answered."""
    said: dict[str, str] = words(signing.language)["approving"]["over"]
    return said.get(signing.ended_how, "")


def back_to_plan(signing: SigningSession) -> str:
    """Where whoever handed it over goes on."""
    session = reading_in(signing).version.plan.session
    return next_of(session, approved=signing.ended_how == HowEnded.APPROVED)
