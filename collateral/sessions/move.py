"""Moving a session to another time or place."""

from __future__ import annotations

from clients.models import Contact, EventKind
from collateral.models import Session, Status
from collateral.sessions.disclosers import tell
from collateral.sessions.seats import claim, ids_seated, lock, record_act
from practice.database.transactions import retried
from practice.models import Room, User
from practice.spans import Span


@retried
def move(session: Session, during: Span, room: Room | None, actor: User) -> None:
    """Hold the session at another time or place. Cover is needed from booking on."""
    lock(Contact.objects.filter(seats__session=session))
    before = claim(session, Status.SCHEDULED, Status.HELD)
    session.during, session.room = during, room
    if session.stands:
        tell(session)
    session.save(update_fields=["during", "room"])
    was = before.lower.isoformat()
    record_act(EventKind.MOVED, session, actor, was=was, contacts=ids_seated(session))
