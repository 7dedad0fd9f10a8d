"""Moving a session to another time or place."""

from __future__ import annotations

from clients.models import Contact, EventKind
from collateral.booking.outside import WITHIN, Outside
from collateral.gate import Cleared, confirm
from collateral.models import Session
from collateral.models.keys import keys_are_asked, keys_wait
from collateral.sessions.seats import (
    SessionChanged,
    claim,
    ids_seated,
    lean,
    lock,
    record_act,
)
from practice.database.transactions import retried
from practice.models import User
from practice.spans import Span

# When, in which room and in what way a session was, as a page showed it.
Whereabouts = tuple[Span, int | None, str]


@retried
def move(
    cleared: Cleared,
    actor: User,
    *,
    seen: Whereabouts | None = None,
    outside: Outside = WITHIN,
) -> Session:
    """Hold the session at another time or place. Cover is needed from booking on.

    Raises SessionChanged if it is no longer where it was ``seen``.
    """
    lock(Contact.objects.filter(seats__session=cleared.proposal.session_id))
    confirm(cleared)
    return moved(cleared, actor, seen=seen, outside=outside)


def moved(
    cleared: Cleared,
    actor: User,
    *,
    seen: Whereabouts | None = None,
    outside: Outside = WITHIN,
) -> Session:
    """The same under the locks of all who join, once that was confirmed."""
    proposal = cleared.proposal
    session = claim(proposal.session_id)
    if seen and seen != (session.during, session.room_id, session.place):
        raise SessionChanged
    was = session.during.lower.isoformat()
    session.during = proposal.during
    session.room, session.place = proposal.room, proposal.place
    session.outside_hours_because = outside.because
    keys_wait()  # who may tell here may be another than who may tell there
    if session.stands:
        lean(session, cleared)
    session.save(update_fields=["during", "room", "place", "outside_hours_because"])
    keys_are_asked()
    told = {"was": was, "contacts": ids_seated(session), **outside.detail}
    record_act(EventKind.MOVED, session, actor, **told)
    return session
