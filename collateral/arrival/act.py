"""Checking people in, and taking back what was wrong."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.gate import Cleared, confirm
from collateral.models import UNCOMPLETED, Arrival, Session, Status
from collateral.models.arrival import CAME
from collateral.sessions.seats import SessionChanged, checked_status, lock
from practice.database.transactions import retried
from practice.models import User

# Of each, how they came; the client is nobody's contact.
Seen = Mapping[Contact | None, str]


@retried
def arrive(cleared: Cleared, seen: Seen, actor: User) -> Session:
    """Keep how each came, or that they did not. Raises IntegrityError by name where the
    database refuses it, and SessionChanged where the session was called off.
    """
    lock(Contact.objects.filter(seats__session=cleared.proposal.session_id))
    confirm(cleared)
    session = _locked(cleared.proposal.session_id)
    now = timezone.now()
    for contact, how in seen.items():
        Arrival.objects.create(
            session=session,
            contact=contact,
            how=how,
            recorded_by=actor,
            recorded_at=now,
        )
    _tell_status(session)
    for contact, how in seen.items():
        kind = EventKind.CHECKED_IN if how in CAME else EventKind.DID_NOT_COME
        _record(kind, session, contact, actor, how=how)
    return session


@retried
def undo(arrival: Arrival, why: str, actor: User) -> None:
    """Say that it was wrong, and why. Raises SessionChanged if somebody just did."""
    session = _locked(arrival.session_id)
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if arrival.undone_at:
        message = "Somebody undid this already. Nothing was changed."
        raise SessionChanged(message)
    arrival.undone_why, arrival.undone_by = why, actor
    arrival.undone_at = timezone.now()
    arrival.save(update_fields=["undone_why", "undone_by", "undone_at"])
    _tell_status(session)
    record(
        EventKind.ARRIVAL_UNDONE,
        session.client,
        actor,
        contact=arrival.contact,
        session_id=session.pk,
        reason=why,
        starts=session.during.lower.isoformat(),
    )


def _locked(session_id: int | None) -> Session:
    found = Session.objects.select_for_update(of=("self",)).select_related("client")
    session = found.get(pk=session_id or 0)
    if session.status == Status.CANCELLED:
        message = "This session was cancelled. Nothing was changed."
        raise SessionChanged(message)
    return session


def _tell_status(session: Session) -> None:
    """Checked in is a session to which a contact came; one that is over stays as it was."""
    if session.status not in UNCOMPLETED or session.took_place_by(timezone.now()):
        return
    status = checked_status(session)
    if status != session.status:
        session.status = status
        session.save(update_fields=["status"])


def _record(
    kind: EventKind, session: Session, contact: Contact | None, actor: User, how: str
) -> None:
    record(
        kind,
        session.client,
        actor,
        contact=contact,
        session_id=session.pk,
        starts=session.during.lower.isoformat(),
        how=how,
    )
