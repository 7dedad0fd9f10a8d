"""Booking a session again: one on hold, or one that someone leaves."""

from __future__ import annotations

from django.utils import timezone

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.gate import Cleared, confirm
from collateral.models import Session, Status
from collateral.sessions.seats import (
    SessionChanged,
    checked_status,
    claim,
    ids_of,
    lean,
    lock,
    record_act,
)
from practice.database.transactions import retried
from practice.models import User


@retried
def reopen(cleared: Cleared, actor: User) -> Session:
    """Schedule a held session again, from now, without whoever leaves it.

    One that is booked is booked anew so; as nobody leaves a session that stands, it is
    on hold meanwhile. Raises SessionChanged if those who stay and leave are not all who
    have a seat, or if it stands and nobody leaves it.
    """
    lock(Contact.objects.filter(seats__session=cleared.proposal.session_id))
    confirm(cleared)
    return reopened(cleared, actor)


def reopened(cleared: Cleared, actor: User) -> Session:
    """The same under the locks of all who join, once that was confirmed."""
    contacts, leaving = cleared.proposal.contacts, cleared.proposal.leaving
    session = claim(cleared.proposal.session_id)
    stood = session.stands
    if stood and not leaving:
        raise SessionChanged
    session.status = Status.HELD
    session.save(update_fields=["status"])
    seats = {seat.contact_id: seat for seat in session.participants.select_for_update()}
    if sorted(seats) != sorted(ids_of([*contacts, *leaving])):
        raise SessionChanged
    for contact in leaving:
        seats[contact.pk].delete()
        record(
            EventKind.LEFT,
            session.client,
            actor,
            contact=contact,
            session_id=session.pk,
        )
    session.status, session.booked_at = checked_status(session), timezone.now()
    lean(session, cleared)
    session.save(update_fields=["status", "booked_at"])
    if not stood:
        record_act(EventKind.REOPENED, session, actor, contacts=ids_of(contacts))
    return session
