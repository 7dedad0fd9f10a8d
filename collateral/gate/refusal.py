"""*Not booked*: the one answer, as a page, a fragment or JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from clients.ledger import record
from clients.models import ConsentEvent, EventKind
from collateral.gate import Proposal, Verdict, unsent
from collateral.gate.again import Typed
from collateral.gate.clashes import Clashes, clashes_of
from collateral.gate.hush import as_told_to
from collateral.gate.reasons import as_recorded
from collateral.gate.remedies import Helped, remedies_for
from collateral.gate.scheduling import SchedulingRequest
from collateral.sessions.seats import lock
from practice.web.requests import SignedInRequest
from practice.web.submissions import key_sent

CONFLICT = 409
OUR_PRACTICE_REQUIRES = (
    "Our practice needs a signed release in force for everyone who joins, from the "
    "moment a session is booked until it ends."
)
ALL_COVERED_NOW = (
    "A release changed while this was being booked. Everyone is covered again: try once "
    "more."
)


def refuse(
    request: SchedulingRequest[Any], proposal: Proposal, verdict: Verdict
) -> HttpResponse:
    """Say who is not covered, why, what else is in the way and what would help; keep
    what was typed.

    Writes the refusal to the consent history, in a transaction of its own.
    """
    record_refusal(request, proposal, verdict)
    unsent.keep(request, waits_for=[gap.contact.pk for gap in verdict.gaps])
    lines = as_told_to(request.user, proposal.client, verdict.lines)
    verdict = replace(verdict, lines=lines)
    theirs = proposal.client.is_visible_to(request.user)
    clashes = clashes_of(proposal)
    typed = Typed(request.POST, request.path, clashes)
    helped = remedies_for(proposal, verdict, typed, timezone.now(), theirs=theirs)
    if _wants_json(request):
        return _problem(request, verdict, helped, clashes)
    context = {
        "proposal": proposal,
        "verdict": verdict,
        "lines": helped,
        "clashes": clashes.sentences,
        "outside": _outside_hours(request.scheduling.form),
        "rule": OUR_PRACTICE_REQUIRES,
        "all_covered_now": ALL_COVERED_NOW,
        "refusal": request.scheduling.refusal,
        "url": f"{request.path}?{unsent.SHOWN}=1",
    }
    part = "_not_booked" if request.htmx else "not_booked"
    return render(request, f"collateral/gate/{part}.html", context, status=CONFLICT)


def _outside_hours(form: Any) -> list[str]:
    """What the form would ask of its time, once everyone is covered."""
    outside = getattr(form, "outside", None)
    if outside is None or outside.because:
        return []
    found: list[str] = outside.departures.sentences
    return found


def record_refusal(
    request: SignedInRequest, proposal: Proposal, verdict: Verdict
) -> None:
    """Once for each form, contact and reason, however often the form is sent."""
    starts, form = proposal.during.lower.isoformat(), key_sent(request)
    with transaction.atomic():
        lock(proposal.contacts)  # where the same form may be sent at this very moment
        refusals = ConsentEvent.objects.filter(
            client=proposal.client, kind=EventKind.REFUSED, actor=request.user
        )
        for gap in verdict.gaps:
            about: dict[str, Any] = {
                "contact": gap.contact,
                "session_id": proposal.session_id,
            }
            first, *also = dict.fromkeys(as_recorded(code).value for code in gap.codes)
            why: dict[str, Any] = {"code": first, "starts": starts}
            if also:
                why["also"] = also
            if form:
                why["form"] = str(form)
                if refusals.filter(**about, detail=why).exists():
                    continue
            record(EventKind.REFUSED, proposal.client, request.user, **about, **why)


def _wants_json(request: SchedulingRequest[Any]) -> bool:
    types = ["text/html", "application/json", "application/problem+json"]
    preferred = request.get_preferred_type(types)
    return preferred is not None and preferred != "text/html"


def _problem(
    request: SchedulingRequest[Any], verdict: Verdict, lines: Helped, clashes: Clashes
) -> JsonResponse:
    """RFC 9457."""
    reads = request.user == request.scheduling.form.proposal.client.clinician
    body = {
        "type": "urn:third-chair:not-booked",
        "title": str(request.scheduling.refusal),
        "status": CONFLICT,
        "detail": OUR_PRACTICE_REQUIRES if verdict.gaps else ALL_COVERED_NOW,
        "clashes": clashes.sentences,
        "gaps": [
            {
                "contact": gap.contact.pk,
                "code": as_recorded(gap.code).value,
                "detail": gap.as_told(plan=reads),
                "reasons": [
                    {
                        "code": as_recorded(reason.code).value,
                        "detail": reason.as_told(plan=reads),
                    }
                    for reason in gap.reasons
                ],
                "remedies": [
                    {
                        "label": remedy.label,
                        "method": remedy.method.upper(),
                        "url": remedy.url,
                        "fields": [list(pair) for pair in remedy.fields],
                    }
                    for remedy in remedies
                    if remedy.url
                ],
            }
            for gap, remedies in lines
            if not gap.covered
        ],
    }
    return JsonResponse(body, status=CONFLICT, content_type="application/problem+json")
