"""Who joins a session, and what it is for, as rows."""

from __future__ import annotations

from collections.abc import Iterable

from clients.models import Client, Contact
from collateral.demo.batch import Batch
from collateral.demo.scopes import Scope
from collateral.models import Participant, Session, SessionTopic, SharedSessionPlan


def seat(
    batch: Batch,
    session: Session,
    contacts: Iterable[Contact],
    topics: Iterable[str] = (),
) -> None:
    """Give each of ``contacts`` a seat in ``session`` as it stands, to hear of
    ``topics``.
    """
    topics = list(topics)
    for contact in contacts:
        pk = batch.key_of(Participant)
        discloser = batch.discloser_of(contact, session)
        for topic in topics:
            batch.put(
                SessionTopic,
                id=batch.key_of(SessionTopic),
                participant_id=pk,
                topic=topic,
                contact_id=contact.pk,
                client_id=session.client_id,
                discloser=discloser,
                during=session.during,
                status=session.status,
                booked_at=session.booked_at,
            )
        batch.put(
            Participant,
            id=pk,
            session_id=session.pk,
            contact_id=contact.pk,
            client_id=session.client_id,
            clinician_id=session.clinician_id,
            format=session.format,
            place=session.place,
            discloser=discloser,
            during=session.during,
            status=session.status,
            booked_at=session.booked_at,
        )


def heard_by_all(scopes: Iterable[Scope], most: int = 2) -> list[str]:
    """Topics of which everyone may hear, whichever release is in force."""
    first, *others = scopes
    shared = [t for t in first.topics if all(t in each.topics for each in others)]
    return [topic.value for topic in shared[:most]]


def plan(
    batch: Batch, session: Session, client: Client, scope: Scope, place: int
) -> None:
    """What ``session`` is for: one after the other of the scope's plans."""
    told = scope.plans[place % len(scope.plans)]
    first_name = (client.chosen_name or client.legal_name).split()[0]
    batch.put(
        SharedSessionPlan,
        session_id=session.pk,
        wish_id=None,
        purpose=scope.purposes[0].value,
        topics=told.topics.replace("{client}", first_name),
        boundaries=told.boundaries.replace("{client}", first_name),
    )
