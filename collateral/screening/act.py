"""A screening, or something that happened: what it stops is held in the same transaction."""

from __future__ import annotations

from django.utils import timezone

from clients.ledger import record
from clients.models import EventKind
from collateral.ending.unready import hold_not_ready
from collateral.models import Incident, Screening, Session
from collateral.models.screening import STOPS
from collateral.sessions.seats import lock
from practice.database.transactions import retried
from practice.models import User


@retried
def screen(screening: Screening, actor: User) -> list[Session]:
    """Keep what was answered; the sessions held, where it stops them. The consent
    history says that it was asked, and not what came of it.
    """
    lock([screening.contact])
    stops = screening.outcome in STOPS
    held = hold_not_ready([screening.contact], actor) if stops else []
    screening.asked_by, screening.asked_at = actor, timezone.now()
    screening.save(force_insert=True)
    _record(screening, actor)
    return held


@retried
def happened(incident: Incident, actor: User) -> list[Session]:
    """Keep what happened; the sessions held, until the client is asked again."""
    lock([incident.contact])
    held = hold_not_ready([incident.contact], actor)
    incident.recorded_by, incident.recorded_at = actor, timezone.now()
    incident.save(force_insert=True)
    _record(incident, actor)
    return held


def _record(about: Screening | Incident, actor: User) -> None:
    kind = EventKind.READINESS_REVIEWED
    record(kind, about.client, actor, contact=about.contact)
