"""A session's plan as its page shows it, to whoever may read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from clients.models import Contact
from collateral.models import (
    PlanVersion,
    Session,
    SharedSessionPlan,
    TreatmentGoal,
    Wish,
)
from collateral.models.status import OVER
from collateral.models.topic import LABELS
from collateral.plans.status import readiness_of
from collateral.plans.unwritten import lacking_topics
from practice.models import User


def plan_shown(session: Session, user: User, *, covered: bool) -> dict[str, Any]:
    """Of a session that they may see: its plan, to clinicians alone, and whether it is
    ready, where everyone who joins is ``covered``.
    """
    plan: SharedSessionPlan | None = getattr(session, "plan", None)
    if plan is None or not user.is_clinician:
        return {"plan": None}
    version = PlanVersion.objects.newest_of(plan.pk)
    named = version.goals if version else []
    may = writes(session, user)
    unsaid = may and version is None and not plan.topics
    its = Session.objects.filter(pk=session.pk)
    return {
        "plan": plan,
        "wish": wish_of(plan, user),
        "version": version,
        "goals": TreatmentGoal.objects.in_bulk(named) if named else {},
        "writes": may,
        "topics_wait": unsaid and lacking_topics(its).exists(),
        "ready": readiness_of(session, plan, version, covered=covered),
    }


def wish_of(plan: SharedSessionPlan, user: User) -> Wish | None:
    """With which it began; its words are for the client's own clinician."""
    return plan.wish if plan.session.client.clinician_id == user.pk else None


def writes(session: Session, user: User) -> bool:
    """Whether ``user`` may write the plan out: the client's clinician, until it ends."""
    ended = session.status in OVER or session.during.upper <= timezone.now()
    return not ended and session.client.clinician_id == user.pk


def hearing(
    session: Session, hears: Mapping[int, Iterable[str]]
) -> list[tuple[Contact, list[str]]]:
    """Each who joins it, with what they are to hear of in words."""
    people = Contact.objects.filter(seats__session=session).order_by("seats__pk")
    return [(who, [LABELS[t] for t in hears.get(who.pk, ())]) for who in people]
