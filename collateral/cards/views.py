"""The cards of a session, printed before it begins."""

from __future__ import annotations

from django.http import HttpResponse

from clients.ledger import record
from clients.models import EventKind
from collateral.cards.card import Card, cards_of
from collateral.cards.paper import cards_paper
from collateral.models import PlanVersion, Session
from collateral.sessions.found import found_session
from collateral.sessions.proposing import seats_of
from practice.models import Role
from practice.web.page import page
from practice.web.requests import SignedInRequest
from releases.printing.asked import language_asked, points_asked
from releases.printing.response import pdf_response


@page(Role.CLINICIAN)
def session_cards(request: SignedInRequest, session_id: int) -> HttpResponse:
    """What may be said to each person who joins, half a page each."""
    found = found_session(request, session_id)
    plan = PlanVersion.objects.newest_of(found.pk)
    cards = cards_of(found, [seat.contact for seat in seats_of(found)], plan)
    code, points = language_asked(request, found.client), points_asked(request)
    return pdf_response(
        request,
        lambda: cards_paper(found.client, cards, code, points),
        f"may-discuss-{found.pk}.pdf",
        lambda: _recorded(request, found, cards),
    )


def _recorded(request: SignedInRequest, session: Session, cards: list[Card]) -> None:
    """Each as a letter about the release, which it repeats."""
    for card in cards:
        if card.release:
            record(
                EventKind.LETTER_PRINTED,
                session.client,
                request.user,
                contact=card.contact,
                release_id=card.release.pk,
                session_id=session.pk,
                paper="card",
            )
