"""Giving one more contact a seat."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.gate import Cleared, confirm
from collateral.gate.reasons import NOT_READY
from collateral.models import Session, Status
from collateral.sessions.seats import (
    claim,
    hears_in,
    ids_of,
    lock,
    record_act,
    stands_by_its_plan,
    take_seat,
    topics_of,
)
from practice.database.transactions import retried
from practice.models import User


@retried
def join(cleared: Cleared, actor: User) -> Session:
    """Give who joins a seat in a session that is booked or on hold.

    One that is booked is booked anew with that, as who joins is part of what is booked:
    a release that was signed since is as good as an older one. Or it is put on hold,
    where the client has to approve first that they join.
    """
    proposal = cleared.proposal
    seated = Q(seats__session=proposal.session_id)
    lock(Contact.objects.filter(seated | Q(pk__in=ids_of(proposal.joining))))
    confirm(cleared)
    session = claim(proposal.session_id)
    holds = stands_by_its_plan(session)
    if holds:
        session.status = Status.HELD
        session.save(update_fields=["status"])
    elif session.stands:
        session.booked_at = timezone.now()
        session.save(update_fields=["booked_at"])
    topics = topics_of(hears_in(session))
    for contact in proposal.joining:
        by, within = cleared.discloser_of(contact.pk), proposal.hears.get(contact.pk)
        heard = [each for each in topics if within is None or each in within]
        take_seat(session, contact, by, heard)
    if holds:
        record_act(EventKind.HELD, session, actor, reason=NOT_READY)
    for contact in proposal.joining:
        record(
            EventKind.JOINED,
            session.client,
            actor,
            contact=contact,
            session_id=session.pk,
        )
    return session
