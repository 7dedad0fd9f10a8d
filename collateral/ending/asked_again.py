"""Asking again of what is ahead, since who has to sign for a client may be another: what
the gate refuses now is held in the same transaction (45 CFR 164.502(g), 42 CFR 2.31).
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse

from clients.ledger import record
from clients.models import Client, EventKind
from clients.people.acts import keep_still
from clients.people.forms import ClientForm
from collateral import gate
from collateral.care.act import ahead
from collateral.ending import lapses
from collateral.ending.found import say_held
from collateral.models import Session, Status
from collateral.sessions.forms import proposal_of, seats_of
from practice.models import User
from practice.web.requests import SignedInRequest

# What of a client bears on who has to sign.
BEARS = {
    "date_of_birth",
    "emancipated",
    "part2",
    "self_consent_from",
    "state",
    "video_state",
}


def hold_what_is_refused(client: Client, actor: User) -> list[Session]:
    """Hold what stands ahead for ``client``, as passed, and the gate refuses now. Before
    anything is recorded, as all acts lock sessions first; in the caller's transaction.
    """
    keep_still(client)
    standing = ahead(client).select_related("clinician", "room")
    still = list(standing.order_by("pk").select_for_update(of=("self",)))
    held = []
    for session in still:
        session.client = client
        contacts = [seat.contact for seat in seats_of(session)]
        gaps = gate.ask(proposal_of(session, contacts)).gaps
        if gaps:
            _hold(session, gaps, actor)
            held.append(session)
    return held


def _hold(session: Session, gaps: tuple[gate.Line, ...], actor: User) -> None:
    session.status = Status.HELD
    session.save(update_fields=["status"])
    for gap in gaps:
        record(
            EventKind.HELD,
            session.client,
            actor,
            contact=gap.contact,
            session_id=session.pk,
            starts=session.during.lower.isoformat(),
            code=gap.code,
        )


def ask_again(request: SignedInRequest, client: Client) -> None:
    """As ``hold_what_is_refused``, and say so."""
    if held := hold_what_is_refused(client, request.user):
        messages.warning(request, say_held(request.user, held))


def asks_first(request: SignedInRequest, form: ClientForm) -> HttpResponse | None:
    """As ``lapses.asks_first``; then of what is left, as the client is now."""
    if page := lapses.asks_first(request, form):
        return page
    if BEARS & set(form.changed_data):
        ask_again(request, form.instance)
    return None
