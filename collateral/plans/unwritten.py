"""Sessions that the front desk booked, and whose topics their clinician has yet to write."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from clients.models import ConsentEvent, EventKind
from collateral.models import (
    STANDING,
    PlanVersion,
    Session,
    SessionQuerySet,
    SessionTopic,
)
from practice.models import Role


def lacking_topics(sessions: SessionQuerySet) -> SessionQuerySet:
    """Those of ``sessions`` that were booked at the front desk and are about nothing yet;
    a plan that is written out says enough, whatever it says.
    """
    at_the_desk = ConsentEvent.objects.filter(
        client=OuterRef("client"),
        session_id=OuterRef("pk"),
        kind=EventKind.BOOKED,
        actor__role=Role.FRONT_DESK,
    )
    heard = SessionTopic.objects.filter(participant__session=OuterRef("pk"))
    written = PlanVersion.objects.filter(plan=OuterRef("pk"))
    return sessions.filter(
        ~Exists(heard), ~Exists(written), Exists(at_the_desk), plan__topics=""
    )


def topics_to_write(clinician: Any, now: Any) -> SessionQuerySet:
    """Of a clinician's own clients, told by their id, too: what is ahead, the soonest first; of a series the
    first alone, as its plan can serve the others.
    """
    ahead = Session.objects.filter(
        client__clinician=clinician, status__in=STANDING, during__startswith__gt=now
    )
    sooner = ahead.filter(
        series=OuterRef("series"), during__startswith__lt=OuterRef("during__startswith")
    )
    soonest = lacking_topics(ahead).filter(~Exists(sooner))
    return soonest.order_by("during__startswith", "pk")
