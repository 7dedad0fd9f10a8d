"""Completing a session once its time is over, by who was in the room; or, where nobody
was, as a no-show.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.utils import timezone

from clients.models import EventKind
from collateral.models import (
    UNCOMPLETED,
    Arrival,
    Cancellation,
    Session,
    Status,
    Whose,
    Why,
)
from collateral.sessions.seats import SessionChanged, record_act
from practice.database.transactions import retried
from practice.models import User
from releases.models import Format

UNSAID = "Say of everyone whether they were there. Nothing was changed."
GOES_ON = "This session goes on. It is completed once its time is over."
IS_OVER = "This session is completed or cancelled already. Nothing was changed."


class WhoWasThere(StrEnum):
    """What was said at the door, of all who were expected; as ``who_was_there`` has it."""

    SOMEBODY = "somebody"
    NOBODY = "nobody"
    UNSAID = "unsaid"


def who_was_there(session: Session, told: Iterable[Arrival]) -> WhoWasThere:
    """A contact, and in a joint session the client, or nobody to be told anything; by
    what was ``told`` of them.
    """
    came = {each.contact_id: each.came for each in told}
    seats = {seat.contact_id: came.get(seat.contact_id) for seat in _seats(session)}
    client = came.get(None) if session.format == Format.JOINT else True
    if client is False or all(each is False for each in seats.values()):
        return WhoWasThere.NOBODY
    if client is None or None in seats.values():
        return WhoWasThere.UNSAID
    return WhoWasThere.SOMEBODY


@retried
def complete(session: Session, actor: User) -> Session:
    """Raises SessionChanged where it cannot be yet, or any more."""
    found = Session.objects.select_for_update(of=("self",)).select_related("client")
    session = found.get(pk=session.pk)
    if session.status not in UNCOMPLETED:
        raise SessionChanged(IS_OVER)
    if not session.took_place_by(timezone.now()):
        raise SessionChanged(GOES_ON)
    told = list(Arrival.objects.standing().filter(session=session))
    who = who_was_there(session, told)
    if who is WhoWasThere.UNSAID:
        raise SessionChanged(UNSAID)
    if who is WhoWasThere.NOBODY:
        return _no_show(session, told, actor)
    session.status = Status.COMPLETED
    session.save(update_fields=["status"])
    there = [each.contact_id for each in told if each.came and each.contact_id]
    record_act(EventKind.COMPLETED, session, actor, contacts=there)
    return session


def _no_show(session: Session, told: list[Arrival], actor: User) -> Session:
    """Cancelled by whoever did not come; every release stays as it is."""
    client = any(each.contact_id is None and not each.came for each in told)
    whose = Whose.CLIENT if client else Whose.CONTACT
    session.status = Status.CANCELLED
    session.save(update_fields=["status"])
    Cancellation.objects.create(
        session=session,
        whose=whose,
        why=Why.NO_SHOW,
        recorded_by=actor,
        recorded_at=timezone.now(),
    )
    record_act(
        EventKind.CANCELLED,
        session,
        actor,
        contacts=[seat.contact_id for seat in _seats(session)],
        whose=str(whose),
        why=str(Why.NO_SHOW),
    )
    return session


def _seats(session: Session) -> Iterable[Any]:
    return session.participants.all()
