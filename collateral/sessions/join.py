"""Giving one more contact a seat."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.models import Session, Status
from collateral.sessions.disclosers import told_by
from collateral.sessions.seats import claim, lock, take_seat
from practice.database.transactions import retried
from practice.models import User
from releases.models import PRACTICE


@retried
def join(session: Session, contact: Contact, actor: User) -> None:
    """Give ``contact`` a seat in a session that is booked or on hold.

    One that is booked is booked anew with that, as who joins is part of what is booked:
    a release that was signed since is as good as an older one.
    """
    lock(Contact.objects.filter(Q(seats__session=session) | Q(pk=contact.pk)))
    claim(session, Status.SCHEDULED, Status.HELD)
    if session.stands:
        session.booked_at = timezone.now()
        session.save(update_fields=["booked_at"])
    told = told_by(session) if session.stands else {}
    take_seat(session, contact, told.get(contact.pk, (PRACTICE,))[0])
    record(
        EventKind.JOINED,
        session.client,
        actor,
        contact=contact,
        session_id=session.pk,
    )
