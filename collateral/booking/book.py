"""Booking a shared session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone

from clients.ledger import record_each
from clients.models import ConsentEvent, EventKind
from collateral.booking.outside import WITHIN, Outside, OutsideEach
from collateral.gate import Cleared, confirm
from collateral.gate.reasons import NOT_READY
from collateral.models import Session, SessionSeries, SharedSessionPlan, Status
from collateral.sessions.seats import act_of, ids_of, lock, take_seats
from practice.database.rows import insert
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
    lock(cleared.proposal.contacts)
    confirm(cleared)
    outside_each = {cleared.proposal.during: outside}
    return write([cleared], plan, actor, outside=outside_each)[0]


def write(
    asked: Sequence[Cleared],
    plan: SharedSessionPlan,
    actor: User,
    series: SessionSeries | None = None,
    *,
    outside: OutsideEach,
) -> list[Session]:
    """The sessions that were cleared, each with its seats, a plan like ``plan`` and its
    event, in as many statements as one. Under the contacts' locks.
    """
    now = timezone.now()
    out = [outside.get(each.proposal.during, WITHIN) for each in asked]
    sessions = [
        _session(each, plan, now, series, how)
        for each, how in zip(asked, out, strict=True)
    ]
    insert(sessions)
    both = list(zip(sessions, asked, strict=True))
    take_seats(both)
    insert([_plan_of(each, plan) for each in sessions])
    record_each(
        event
        for each, how in zip(both, out, strict=True)
        for event in _events(*each, plan, actor, how)
    )
    return sessions


def _session(
    cleared: Cleared,
    plan: SharedSessionPlan,
    now: datetime,
    series: SessionSeries | None,
    outside: Outside,
) -> Session:
    proposal = cleared.proposal
    return Session(
        client=proposal.client,
        clinician=proposal.clinician,
        room=proposal.room,
        format=proposal.format,
        place=proposal.place,
        kind=proposal.kind,
        during=proposal.during,
        booked_at=now,
        status=Status.HELD if plan.wish else Status.SCHEDULED,
        series=series,
        outside_hours_because=outside.because,
    )


def _plan_of(session: Session, plan: SharedSessionPlan) -> SharedSessionPlan:
    return SharedSessionPlan(
        session=session,
        purpose=plan.purpose,
        topics=plan.topics,
        boundaries=plan.boundaries,
        wish=plan.wish,
    )


def _events(
    session: Session,
    cleared: Cleared,
    plan: SharedSessionPlan,
    actor: User,
    outside: Outside,
) -> Iterator[ConsentEvent]:
    contacts = ids_of(cleared.proposal.contacts)
    told = outside.detail
    yield act_of(EventKind.BOOKED, session, actor, contacts=contacts, **told)
    if plan.wish:
        yield act_of(EventKind.HELD, session, actor, reason=NOT_READY)
