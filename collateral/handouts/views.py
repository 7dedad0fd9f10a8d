"""Handouts as PDFs, and the page of a session that offers them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.cards.card import cards_of
from collateral.handouts.blank import BLANK, blank
from collateral.handouts.participant import participant_sheet
from collateral.handouts.plan import heard_in, plan_sheet
from collateral.handouts.practice import practice_sheet
from collateral.handouts.sheet import draw
from collateral.models import HomePractice, PlanVersion, TreatmentGoal
from collateral.sessions.found import found_session
from collateral.sessions.proposing import seats_of
from practice.models import Role
from practice.web.page import page
from practice.web.requests import SignedInRequest
from releases.printing.asked import language_asked, points_asked
from releases.printing.response import pdf_response
from releases.terms.languages import languages, spoken_by


@page()
def handout_blank(request: SignedInRequest, handout: str) -> HttpResponse:
    """A handout that names nobody, so that nobody's history has it."""
    if handout not in BLANK:
        raise Http404
    code, points = language_asked(request), points_asked(request)
    return pdf_response(
        request, lambda: blank(handout, code, points), f"{handout}-{code}.pdf"
    )


@page(Role.CLINICIAN)
def session_handouts(request: SignedInRequest, session_id: int) -> HttpResponse:
    """What can be handed out for this session, a paper each."""
    found = found_session(request, session_id)
    plan = PlanVersion.objects.visible_to(request.user).newest_of(found.pk)
    context = {
        "session": found,
        "cards": cards_of(found, [seat.contact for seat in seats_of(found)], plan),
        "planned": plan,
        "languages": [(code, each.name) for code, each in languages().items()],
        "language": spoken_by(found.client.language),
    }
    return render(request, "collateral/handouts/handouts.html", context)


@page(Role.CLINICIAN)
def participant_handout(
    request: SignedInRequest, session_id: int, contact_id: int
) -> HttpResponse:
    """The page for one of those who join: of what their own release lets them hear."""
    found = found_session(request, session_id)
    seat = get_object_or_404(seats_of(found), contact=contact_id)
    (card,) = cards_of(found, [seat.contact], PlanVersion.objects.newest_of(found.pk))
    planned = set(seat.topics.values_list("topic", flat=True))
    code, points = language_asked(request, found.client), points_asked(request)
    return pdf_response(
        request,
        lambda: draw(participant_sheet(found, card, planned, code), points),
        f"for-{contact_id}-session-{found.pk}.pdf",
        lambda: record(
            EventKind.HANDOUT_PRINTED,
            found.client,
            request.user,
            contact=card.contact,
            release_id=card.release.pk if card.release else None,
            session_id=found.pk,
            paper="participant",
        ),
    )


@page(Role.CLINICIAN)
def plan_handout(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The plan for the client to keep, as its newest version has it."""
    found = found_session(request, session_id)
    versions = PlanVersion.objects.visible_to(request.user).select_related("approval")
    if not (version := versions.newest_of(found.pk)):
        raise Http404
    goals = TreatmentGoal.objects.filter(pk__in=version.goals).order_by("pk")
    heard, code = heard_in(found, version), language_asked(request, found.client)
    return pdf_response(
        request,
        lambda: draw(
            plan_sheet(found, version, goals, heard, code), points_asked(request)
        ),
        f"plan-{found.pk}.pdf",
        lambda: record(
            EventKind.HANDOUT_PRINTED,
            found.client,
            request.user,
            session_id=found.pk,
            paper="plan",
        ),
    )


@page(Role.CLINICIAN)
def practice_handout(request: SignedInRequest, contact_id: int) -> HttpResponse:
    """What somebody was asked to practice at home and has not done yet."""
    people = Contact.objects.visible_to(request.user).select_related(
        "client__clinician"
    )
    contact = get_object_or_404(people, pk=contact_id)
    theirs = HomePractice.objects.visible_to(request.user).filter(contact=contact)
    if not (practices := list(theirs.open())):
        raise Http404
    code = language_asked(request, contact.client)
    return pdf_response(
        request,
        lambda: draw(practice_sheet(contact, practices, code), points_asked(request)),
        f"practice-{contact.pk}.pdf",
        lambda: record(
            EventKind.HANDOUT_PRINTED,
            contact.client,
            request.user,
            contact=contact,
            paper="practice",
        ),
    )
