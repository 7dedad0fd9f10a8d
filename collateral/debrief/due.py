"""What is still to be written of sessions that took place, and asked about practice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

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
    written = Debrief.objects.filter(session=OuterRef("pk"))
    planned = PlanVersion.objects.newest().filter(plan=OuterRef("pk"))
    ended = Session.objects.annotate(
        debrief_on=Subquery(planned.values("debrief_on")[:1])
    ).filter(client__clinician=user, status__in=STANDING, during__endswith__lte=now)
    today, lately = local_day(now), now - ASKED_FOR
    come = Q(debrief_on=None) | Q(debrief_on__lte=today)
    recent = Q(during__startswith__gte=lately) | Q(debrief_on__gte=local_day(lately))
    due = ended.filter(come, recent)
    return due.exclude(Exists(written)).order_by("during", "pk")


def practices_due(user: User, today: date) -> QuerySet[HomePractice]:
    """Home practice whose day has come, the oldest first; of clients whose care ended
    nobody is asked about it.
    """
    in_care = {"client__discharged_on": None, "client__deceased_on": None}
    due = HomePractice.objects.visible_to(user).due(today).filter(**in_care)
    return due.select_related("client", "contact").order_by("due_on", "pk")
