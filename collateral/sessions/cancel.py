"""Cancelling a session."""

from __future__ import annotations

from clients.models import EventKind
from collateral.models import Session, Status
from collateral.sessions.seats import claim, ids_seated, record_act
from practice.database.transactions import retried
from practice.models import User


@retried
def cancel(session: Session, reason: str, actor: User) -> None:
    """Cancel a session that is booked or on hold; its time is free again."""
    session = claim(session.pk)
    session.status = Status.CANCELLED
    session.save(update_fields=["status"])
    contacts = ids_seated(session)
    record_act(EventKind.CANCELLED, session, actor, reason=reason, contacts=contacts)
