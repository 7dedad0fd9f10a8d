"""What is done with a session: book, move, join, re-open, cancel.

Each act that seats someone, or moves who is seated, locks the contacts first, in order,
so that it takes turns with whoever signs or revokes for them. All record last. None asks
the rule: the gate did, and the database will. Each raises IntegrityError by name where
the database refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from clients.ledger import record
from clients.models import Contact, EventKind
from collateral.gate import Proposal
from collateral.models import Participant, Session, SharedSessionPlan, Status
from collateral.models.session import MIRRORED
from practice.database.transactions import retried
from practice.models import Room, User
from practice.spans import Span, span
from releases.models import PRACTICE, Grant


class SessionChanged(Exception):  # noqa: N818 (it is news, not an error)
    """The session is over, or someone else has changed what was asked about."""


@retried
def book(proposal: Proposal, plan: SharedSessionPlan, actor: User) -> Session:
    """Schedule the session that ``proposal`` describes, with its plan."""
    lock(proposal.contacts)
    session = Session.objects.create(
        client=proposal.client,
        clinician=proposal.clinician,
        room=proposal.room,
        format=proposal.format,
        during=proposal.during,
        booked_at=timezone.now(),
    )
    told = _told_by(session)
    for contact in proposal.contacts:
        _seat(session, contact, told.get(contact.pk, (PRACTICE,))[0])
    plan.session = session
    plan.save(force_insert=True)
    _record(EventKind.BOOKED, session, actor, contacts=_ids(proposal.contacts))
    return session


@retried
def move(session: Session, during: Span, room: Room | None, actor: User) -> None:
    """Hold the session at another time or place. Cover is needed from booking on."""
    lock(Contact.objects.filter(seats__session=session))
    before = _claim(session, Status.SCHEDULED, Status.HELD)
    session.during, session.room = during, room
    if session.stands:
        _tell(session)
    session.save(update_fields=["during", "room"])
    was = before.lower.isoformat()
    _record(EventKind.MOVED, session, actor, was=was, contacts=_seated(session))


@retried
def add_participant(session: Session, contact: Contact, actor: User) -> None:
    """Give ``contact`` a seat in a session that is booked or on hold.

    One that is booked is booked anew with that, as who joins is part of what is booked:
    a release that was signed since is as good as an older one.
    """
    lock(Contact.objects.filter(Q(seats__session=session) | Q(pk=contact.pk)))
    _claim(session, Status.SCHEDULED, Status.HELD)
    if session.stands:
        session.booked_at = timezone.now()
        session.save(update_fields=["booked_at"])
    told = _told_by(session) if session.stands else {}
    _seat(session, contact, told.get(contact.pk, (PRACTICE,))[0])
    record(
        EventKind.JOINED,
        session.client,
        actor,
        contact=contact,
        session_id=session.pk,
    )


@retried
def reopen(
    session: Session,
    contacts: Iterable[Contact],
    leaving: Iterable[Contact],
    actor: User,
) -> None:
    """Schedule a held session again, from now, with ``contacts`` and without ``leaving``.

    One that is booked is booked anew so; as nobody leaves a session that stands, it is
    on hold meanwhile. Raises SessionChanged if these are not all who have a seat, or
    if it stands and nobody leaves it.
    """
    contacts, leaving = list(contacts), list(leaving)
    lock(Contact.objects.filter(seats__session=session))
    _claim(session, Status.SCHEDULED, Status.HELD)
    stood = session.stands
    if stood and not leaving:
        raise SessionChanged
    session.status = Status.HELD
    session.save(update_fields=["status"])
    seats = {seat.contact_id: seat for seat in session.participants.select_for_update()}
    if sorted(seats) != sorted(_ids([*contacts, *leaving])):
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
    session.status, session.booked_at = Status.SCHEDULED, timezone.now()
    _tell(session)
    session.save(update_fields=["status", "booked_at"])
    if not stood:
        _record(EventKind.REOPENED, session, actor, contacts=_ids(contacts))


@retried
def cancel(session: Session, reason: str, actor: User) -> None:
    """Cancel a session that is booked or on hold; its time is free again."""
    _claim(session, Status.SCHEDULED, Status.HELD)
    session.status = Status.CANCELLED
    session.save(update_fields=["status"])
    contacts = _seated(session)
    _record(EventKind.CANCELLED, session, actor, reason=reason, contacts=contacts)


def lock(contacts: Iterable[Contact]) -> None:
    """Wait for, and keep out, others who book, sign or revoke for ``contacts``.

    But not those who only refer to them, as the consent history does.
    """
    keys = [contact.pk for contact in contacts]
    list(
        Contact.objects.select_for_update(no_key=True)
        .filter(pk__in=keys)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _claim(session: Session, *statuses: Status) -> Span:
    """Lock the session and bring it up to date; its time.

    Raises SessionChanged if its status is none of these, or if it has taken place.
    """
    found = (
        Session.objects.select_for_update()
        .filter(pk=session.pk, status__in=statuses)
        .first()
    )
    if found is None or found.took_place_by(timezone.now()):
        raise SessionChanged
    for field in ("client_id", "room_id", "during", "status", "booked_at"):
        setattr(session, field, getattr(found, field))
    during: Span = found.during
    return during


def _seat(session: Session, contact: Contact, discloser: int) -> None:
    Participant.objects.create(
        session=session,
        contact=contact,
        discloser=discloser,
        **{name: getattr(session, name) for name in MIRRORED},
    )


def _told_by(session: Session) -> dict[int, tuple[int, ...]]:
    """Who may tell throughout, by contact, while ``session`` leans on releases."""
    relies_on = span(session.booked_at, session.during.upper)
    granted = Grant.objects.filter(client=session.client_id)
    found: dict[int, tuple[int, ...]] = {}
    covering = granted.told_by(session.clinician_id).covering(session.format, relies_on)
    for contact, discloser in sorted(covering):
        found[contact] = (*found.get(contact, ()), discloser)
    return found


def _tell(session: Session) -> None:
    """Let each seat lean on a discloser who may tell as ``session`` will be.

    Before it is saved: whoever may tell until a later end may tell until the earlier.
    """
    told = _told_by(session)
    for seat in session.participants.all():
        if seat.discloser not in told.get(seat.contact_id, (seat.discloser,)):
            seat.discloser = told[seat.contact_id][0]
            seat.save(update_fields=["discloser"])


def _ids(contacts: Iterable[Contact]) -> list[int]:
    """With whom, as the history keeps it for ever."""
    return [contact.pk for contact in contacts]


def _seated(session: Session) -> list[int]:
    """As ``_ids``, of those who have a seat."""
    return list(session.participants.values_list("contact", flat=True))


def _record(
    kind: EventKind, session: Session, actor: User, reason: str = "", **detail: Any
) -> None:
    record(
        kind,
        session.client,
        actor,
        session_id=session.pk,
        reason=reason,
        starts=session.during.lower.isoformat(),
        **detail,
    )
