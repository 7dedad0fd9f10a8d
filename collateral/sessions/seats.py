"""What all acts on a session share: who waits for whom, its seats and its history.

Each act that seats someone, or moves who is seated, locks the contacts first, in order,
so that it takes turns with whoever signs or revokes for them. All record last. None asks
the rule: the gate did, and the database will. Each raises IntegrityError by name where
the database refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from clients.ledger import event_of, record
from clients.models import ConsentEvent, Contact, EventKind
from collateral.gate import Cleared
from collateral.models import (
    UNCOMPLETED,
    Arrival,
    Participant,
    Session,
    SharedSessionPlan,
    Status,
)
from collateral.models.session import MIRRORED
from collateral.models.topic import LABELS, topics_for
from practice.database.rows import insert
from practice.database.worded import worded
from practice.models import User

# Until it ends.
CHANGES = (*UNCOMPLETED, Status.HELD)


class SessionChanged(Exception):  # noqa: N818 (it is news, not an error)
    """The session is over, or someone else has changed what was asked about."""

    def __init__(
        self,
        says: str = "Someone else changed this session just now. Nothing was changed.",
    ) -> None:
        super().__init__(says)


def lock(contacts: Iterable[Contact]) -> None:
    """Wait for, and keep out, others who book, sign or revoke for ``contacts``.

    But not those who only refer to them, as the consent history does.
    """
    _locked([contact.pk for contact in contacts])


@worded
def _locked(contacts: list[int]) -> QuerySet[Contact, tuple[int]]:
    theirs = Contact.objects.filter(pk__in=contacts).order_by("pk")
    return theirs.select_for_update(no_key=True).values_list("pk")


def claim(session_id: int | None) -> Session:
    """The session as it is now, locked until the transaction ends.

    Raises SessionChanged if it is cancelled or completed, or has taken place.
    """
    found = (
        Session.objects.select_for_update(of=("self",))
        .select_related("client")
        .filter(pk=session_id or 0, status__in=CHANGES)
        .first()
    )
    if found is None or found.took_place_by(timezone.now()):
        raise SessionChanged
    return found


def take_seat(
    session: Session, contact: Contact, discloser: int, topics: Iterable[str]
) -> None:
    """And hear of ``topics`` in it."""
    seat = _seat(session, contact, discloser)
    seat.save(force_insert=True)
    topics_for([seat], topics)


def take_seats(asked: Iterable[tuple[Session, Cleared]]) -> None:
    """Everyone in each of them, to hear of what it was cleared for them."""
    seats: list[Participant] = []
    by_topics: dict[tuple[str, ...], list[Participant]] = {}
    for session, cleared in asked:
        proposal = cleared.proposal
        for contact in proposal.contacts:
            by = cleared.discloser_of(contact.pk)
            seats.append(_seat(session, contact, by))
            heard = proposal.heard_by(contact.pk)
            by_topics.setdefault(heard, []).append(seats[-1])
    insert(seats)
    for topics, theirs in by_topics.items():
        topics_for(theirs, topics)


def _seat(session: Session, contact: Contact, discloser: int) -> Participant:
    return Participant(
        session=session,
        contact=contact,
        discloser=discloser,
        **{name: getattr(session, name) for name in MIRRORED},
    )


def lean(session: Session, cleared: Cleared) -> None:
    """Let each seat lean on a discloser who may tell as ``session`` will be.

    Before it is saved: whoever may tell until a later end may tell until the earlier.
    """
    for seat in session.participants.all():
        discloser = cleared.discloser_of(seat.contact_id, seat.discloser)
        if discloser != seat.discloser:
            seat.discloser = discloser
            seat.save(update_fields=["discloser"])


def hears_in(session: Session) -> dict[int, tuple[str, ...]]:
    """By contact, what each who joins is to hear of, in the order of the list."""
    return hears_in_each([session])[session.pk]


def hears_in_each(
    sessions: Iterable[Session],
) -> dict[int, dict[int, tuple[str, ...]]]:
    """As ``hears_in``, of each session, by its id; in one query."""
    heard: dict[int, dict[int, set[str]]] = {each.pk: {} for each in sessions}
    found = Participant.objects.filter(session__in=heard).order_by("pk")
    for pk, contact, topic in found.values_list("session", "contact", "topics__topic"):
        heard[pk].setdefault(contact, set()).add(topic)
    return {
        pk: {who: _in_order(codes) for who, codes in theirs.items()}
        for pk, theirs in heard.items()
    }


def topics_of(hears: Mapping[int, Iterable[str]]) -> tuple[str, ...]:
    """What anyone is to hear of, in the order of the list."""
    return _in_order({code for codes in hears.values() for code in codes})


def _in_order(codes: set[str]) -> tuple[str, ...]:
    return tuple(code for code in LABELS if code in codes)


def ids_of(contacts: Iterable[Contact]) -> list[int]:
    """With whom, as the history keeps it for ever."""
    return [contact.pk for contact in contacts]


def ids_seated(session: Session) -> list[int]:
    """As ``ids_of``, of those who have a seat."""
    return list(session.participants.values_list("contact", flat=True))


def checked_status(session: Session) -> Status:
    """What one that is booked is, by who came: checked in, once a contact did."""
    came = Arrival.objects.contacts_in(session).exists()
    return Status.CHECKED_IN if came else Status.SCHEDULED


def record_act(
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


def act_of(
    kind: EventKind, session: Session, actor: User, reason: str = "", **detail: Any
) -> ConsentEvent:
    """What was done with ``session``, as it is going to be recorded."""
    return event_of(
        kind,
        session.client,
        actor,
        session_id=session.pk,
        reason=reason,
        starts=session.during.lower.isoformat(),
        **detail,
    )


def stands_by_its_plan(session: Session) -> bool:
    """Whether it does so only while the client approves the plan: one that began with a
    wish. What has begun goes on.
    """
    begun = session.during.lower <= timezone.now()
    plans = SharedSessionPlan.objects.filter(session=session, wish__isnull=False)
    return session.stands and not begun and plans.exists()
