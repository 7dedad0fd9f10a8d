"""Putting sessions on hold because someone is not ready to join, without saying why."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from clients.models import Contact, EventKind
from collateral.gate.reasons import NOT_READY
from collateral.models import Participant, Session, SessionQuerySet, Status
from collateral.sessions.seats import record_act
from practice.models import User


def standing_with(contacts: Iterable[Contact]) -> SessionQuerySet:
    """The sessions ahead that stand with any of ``contacts``, soonest first."""
    seats = Participant.objects.standing().filter(
        contact__in=contacts, during__endswith__gt=timezone.now()
    )
    found = Session.objects.filter(pk__in=seats.values("session"))
    return found.order_by("during__startswith", "pk")


def hold_not_ready(contacts: Iterable[Contact], actor: User) -> list[Session]:
    """Hold what stands ahead with any of ``contacts``, who are locked. Before anything
    else is recorded.
    """
    sessions = standing_with(contacts).select_related("client").order_by("pk")
    held = list(sessions.select_for_update(of=("self",)))
    for session in held:
        session.status = Status.HELD
        session.save(update_fields=["status"])
    for session in held:
        record_act(EventKind.HELD, session, actor, reason=NOT_READY)
    return held
