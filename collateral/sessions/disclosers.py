"""Who may tell, in a session, what the client told: on whose grant each seat leans."""

from __future__ import annotations

from collateral.models import Session
from practice.spans import span
from releases.models import Grant


def told_by(session: Session) -> dict[int, tuple[int, ...]]:
    """Who may tell throughout, by contact, while ``session`` leans on releases."""
    relies_on = span(session.booked_at, session.during.upper)
    granted = Grant.objects.filter(client=session.client_id)
    found: dict[int, tuple[int, ...]] = {}
    covering = granted.told_by(session.clinician_id).covering(session.format, relies_on)
    for contact, discloser in sorted(covering):
        found[contact] = (*found.get(contact, ()), discloser)
    return found


def tell(session: Session) -> None:
    """Let each seat lean on a discloser who may tell as ``session`` will be.

    Before it is saved: whoever may tell until a later end may tell until the earlier.
    """
    told = told_by(session)
    for seat in session.participants.all():
        if seat.discloser not in told.get(seat.contact_id, (seat.discloser,)):
            seat.discloser = told[seat.contact_id][0]
            seat.save(update_fields=["discloser"])
