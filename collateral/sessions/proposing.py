"""A session as it stands, as the gate is asked about it; and who has a seat in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from clients.models import Contact
from collateral.gate import Proposal
from collateral.models import Participant, Session
from collateral.sessions.seats import (
    hears_in,
    hears_in_each,
    topics_of,
)
from collateral.signed_forms.lacking import has_acknowledged


def seats_of(session: Session) -> QuerySet[Any]:
    """The session's seats with their contacts, in the order they joined; and whether each
    ``has_acknowledged`` what that means.
    """
    seats = session.participants.select_related("contact").order_by("pk")
    return seats.annotate(has_acknowledged=has_acknowledged())


def proposals_of(sessions: Iterable[Session]) -> list[Proposal]:
    """As ``proposal_of``, of each with everyone who has a seat, in two queries."""
    sessions = list(sessions)
    people: dict[int, list[Contact]] = {each.pk: [] for each in sessions}
    seats = Participant.objects.filter(session__in=people).select_related("contact")
    for seat in seats.order_by("pk"):
        people[seat.session_id].append(seat.contact)
    heard = hears_in_each(sessions)
    return [proposal_of(each, people[each.pk], heard[each.pk]) for each in sessions]


def proposal_of(
    session: Session,
    contacts: Any,
    hears: Mapping[int, tuple[str, ...]] | None = None,
) -> Proposal:
    """What scheduling ``session`` as it stands, with ``contacts``, would ask for.

    A session that stands was booked when it was; one on hold is booked from now, and
    needs no cover for a change that leaves it so. Nor does what is over. ``hears`` is
    what each has a seat to hear of, asked where it is not known.
    """
    now = timezone.now()
    hears = hears_in(session) if hears is None else hears
    return Proposal(
        client=session.client,
        contacts=tuple(contacts),
        clinician=session.clinician,
        during=session.during,
        room=session.room,
        format=session.format,
        place=session.place,
        kind=session.kind,
        topics=topics_of(hears),
        hears=hears,
        session_id=session.pk,
        booked_at=session.booked_at if session.stands else now,
        needs_cover=session.stands and not session.took_place_by(now),
        from_wish=bool(getattr(getattr(session, "plan", None), "wish_id", None)),
        approved_later=session.stands and session.during.lower <= now,
    )
