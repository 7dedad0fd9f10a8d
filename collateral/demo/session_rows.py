"""Who joins a session, and what it is for, as rows."""

from __future__ import annotations

from collections.abc import Iterable

from clients.models import Client, Contact
from collateral.demo.batch import Batch
from collateral.demo.scopes import Scope
from collateral.models import Participant, Session, SharedSessionPlan


def seat(batch: Batch, session: Session, contacts: Iterable[Contact]) -> None:
    """Give each of ``contacts`` a seat in ``session`` as it stands."""
    for contact in contacts:
        batch.put(
            Participant,
            id=batch.key_of(Participant),
            session_id=session.pk,
            contact_id=contact.pk,
            client_id=session.client_id,
            clinician_id=session.clinician_id,
            format=session.format,
            place=session.place,
            discloser=batch.discloser_of(contact, session),
            during=session.during,
            status=session.status,
            booked_at=session.booked_at,
        )


def plan(
    batch: Batch, session: Session, client: Client, scope: Scope, place: int
) -> None:
    """What ``session`` is for: one after the other of the scope's plans."""
    told = scope.plans[place % len(scope.plans)]
    first_name = (client.chosen_name or client.legal_name).split()[0]
    batch.put(
        SharedSessionPlan,
        session_id=session.pk,
        purpose=scope.purposes[0].value,
        topics=told.topics.replace("{client}", first_name),
        boundaries=told.boundaries.replace("{client}", first_name),
    )
