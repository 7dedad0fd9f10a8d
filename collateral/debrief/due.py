"""What is still to be written of sessions that took place, and asked about practice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from collateral.models import STANDING, Debrief, HomePractice, Session, SessionQuerySet
from practice.models import User

# Asked for so long after a session: who remembers it later writes it without being asked.
ASKED_FOR = timedelta(days=30)


def debriefs_due(user: User, now: datetime) -> SessionQuerySet:
    """Those of a clinician's own clients, the oldest first."""
    written = Debrief.objects.filter(session=OuterRef("pk"))
    ended = Session.objects.filter(
        client__clinician=user,
        status__in=STANDING,
        during__startswith__gte=now - ASKED_FOR,
        during__endswith__lte=now,
    )
    return ended.exclude(Exists(written)).order_by("during__startswith", "pk")


def practices_due(user: User, today: date) -> QuerySet[HomePractice]:
    """Home practice whose day has come, the oldest first."""
    due = HomePractice.objects.visible_to(user).due(today)
    return due.select_related("client", "contact").order_by("due_on", "pk")
