"""Booking a shared session."""

from __future__ import annotations

from django.utils import timezone

from clients.models import EventKind
from collateral.booking.outside import WITHIN, Outside
from collateral.gate import Cleared, confirm
from collateral.gate.reasons import NOT_READY
from collateral.models import Session, SharedSessionPlan, Status
from collateral.sessions.seats import ids_of, lock, record_act, take_seat
from practice.database.transactions import retried
from practice.models import User


@retried
def book(
    cleared: Cleared,
    plan: SharedSessionPlan,
    actor: User,
    outside: Outside = WITHIN,
) -> Session:
    """Schedule the session that was cleared, with its plan. One that began with a wish is
    on hold until the client approves its plan.
    """
    proposal = cleared.proposal
    lock(proposal.contacts)
    confirm(cleared)
    session = Session.objects.create(
        client=proposal.client,
        clinician=proposal.clinician,
        room=proposal.room,
        format=proposal.format,
        place=proposal.place,
        during=proposal.during,
        booked_at=timezone.now(),
        status=Status.HELD if plan.wish else Status.SCHEDULED,
        outside_hours_because=outside.because,
    )
    for contact in proposal.contacts:
        by = cleared.discloser_of(contact.pk)
        take_seat(session, contact, by, proposal.topics)
    plan.session = session
    plan.save(force_insert=True)
    people = ids_of(proposal.contacts)
    record_act(EventKind.BOOKED, session, actor, contacts=people, **outside.detail)
    if plan.wish:
        record_act(EventKind.HELD, session, actor, reason=NOT_READY)
    return session
