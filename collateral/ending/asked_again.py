"""Asking again of what is ahead, since who has to sign for a client may be another: what
the gate refuses now is held in the same transaction (45 CFR 164.502(g), 42 CFR 2.31).
"""

from __future__ import annotations

from clients.ledger import record
from clients.models import Client, EventKind
from clients.people.acts import keep_still
from collateral import gate
from collateral.care.act import ahead
from collateral.gate.reasons import as_recorded
from collateral.models import Session, SessionQuerySet, Status
from collateral.sessions.proposing import proposal_of, seats_of
from practice.models import User


def hold_what_is_refused(client: Client, actor: User) -> list[Session]:
    """Hold what stands ahead for ``client``, as passed, and the gate refuses now. Before
    anything is recorded, as all acts lock sessions first; in the caller's transaction.
    """
    keep_still(client)
    return hold_refused(ahead(client), client, actor)


def hold_refused(
    sessions: SessionQuerySet, client: Client, actor: User
) -> list[Session]:
    """As ``hold_what_is_refused``, of ``sessions``, all of whose contacts are locked."""
    standing = sessions.select_related("clinician", "room", "plan").order_by("pk")
    held = []
    for session in list(standing.select_for_update(of=("self",))):
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
            code=as_recorded(gap.code),
        )
