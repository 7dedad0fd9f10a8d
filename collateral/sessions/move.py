"""Moving a session to another time or place."""

from __future__ import annotations

from clients.models import Contact, EventKind
from collateral.gate import Cleared
from collateral.models import Session
from collateral.sessions.seats import claim, ids_seated, lean, lock, record_act
from practice.database.transactions import retried
from practice.models import User


@retried
def move(cleared: Cleared, actor: User) -> Session:
    """Hold the session at another time or place. Cover is needed from booking on."""
    proposal = cleared.proposal
    lock(Contact.objects.filter(seats__session=proposal.session_id))
    session = claim(proposal.session_id)
    was = session.during.lower.isoformat()
    session.during, session.room = proposal.during, proposal.room
    if session.stands:
        lean(session, cleared)
    session.save(update_fields=["during", "room"])
    record_act(EventKind.MOVED, session, actor, was=was, contacts=ids_seated(session))
    return session
