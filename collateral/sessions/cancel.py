"""Cancelling a session."""

from __future__ import annotations

from django.utils import timezone

from clients.models import EventKind
from collateral.models import Cancellation, Session, Status, Whose, Why
from collateral.sessions.seats import claim, ids_seated, record_act
from practice.database.transactions import retried
from practice.models import User


@retried
def cancel(
    session: Session,
    reason: str,
    actor: User,
    *,
    whose: str = Whose.PRACTICE,
    why: str = Why.OTHER,
) -> None:
    """Cancel a session that is booked or on hold; its time is free again, and every
    release stays as it is. ``whose`` and ``why`` are kept in codes, ``reason`` in words.
    """
    session = claim(session.pk)
    session.status = Status.CANCELLED
    session.save(update_fields=["status"])
    Cancellation.objects.create(
        session=session,
        whose=whose,
        why=why,
        recorded_by=actor,
        recorded_at=timezone.now(),
    )
    contacts = ids_seated(session)
    record_act(
        EventKind.CANCELLED,
        session,
        actor,
        reason=reason,
        contacts=contacts,
        whose=str(whose),
        why=str(why),
    )
