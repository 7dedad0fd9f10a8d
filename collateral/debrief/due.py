"""What is still to be written of sessions that took place, and asked about practice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from clients.models import Client
from collateral.models import (
    STANDING,
    Debrief,
    HomePractice,
    PlanVersion,
    Session,
    SessionQuerySet,
)
from practice.models import User
from practice.spans import local_day

# Asked for so long after a session, or after the day that its plan sets: who remembers
# it later writes it without being asked.
ASKED_FOR = timedelta(days=30)


def debriefs_due(user: User, now: datetime) -> SessionQuerySet:
    """Those of a clinician's own clients, the oldest first: once they ended, from the day
    on that the plan sets for it, which may have been long before if they were moved.
    """
    lately = now - ASKED_FOR
    return debriefs_of(user, now, lately, local_day(now), local_day(lately))


def debriefs_of(
    clinician: Any, now: Any, lately: Any, today: Any, since: Any
) -> SessionQuerySet:
    """The same, of whatever stands for these: ``since`` is the day of ``lately``."""
    written = Debrief.objects.filter(session=OuterRef("pk"))
    planned = PlanVersion.objects.newest().filter(plan=OuterRef("pk"))
    ended = Session.objects.annotate(
        debrief_on=Subquery(planned.values("debrief_on")[:1])
    ).filter(
        client__clinician=clinician, status__in=STANDING, during__endswith__lte=now
    )
    come = Q(debrief_on=None) | Q(debrief_on__lte=today)
    recent = Q(during__startswith__gte=lately) | Q(debrief_on__gte=since)
    due = ended.filter(come, recent)
    return due.exclude(Exists(written)).order_by("during", "pk")


def practices_of(clients: QuerySet[Client], today: Any) -> QuerySet[HomePractice]:
    """Home practice of ``clients`` whose day has come; of those whose care ended nobody is
    asked about it.
    """
    in_care = clients.filter(discharged_on=None, deceased_on=None)
    return HomePractice.objects.due(today).filter(client__in=in_care)
