"""A plan written out anew; the versions before stay as they were."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from clients.models import EventKind
from collateral.gate.reasons import NOT_READY
from collateral.models import (
    PlanApproval,
    PlanPrompt,
    PlanTemplate,
    PlanVersion,
    Session,
    Status,
    TreatmentGoal,
)
from collateral.models.status import OVER
from collateral.sessions.seats import (
    SessionChanged,
    record_act,
    stands_by_its_plan,
)
from practice.database.transactions import retried
from practice.models import User


def claim_plan(session_id: int) -> Session:
    """The session, locked while its plan is written. Raises SessionChanged if it is over."""
    sessions = Session.objects.select_for_update(of=("self",)).select_related("client")
    found = sessions.exclude(status__in=OVER).filter(pk=session_id).first()
    if found is None or found.during.upper <= timezone.now():
        raise SessionChanged
    return found


@retried
def save_plan(
    version: PlanVersion,
    goal: TreatmentGoal | None,
    approval: PlanApproval | None,
    actor: User,
) -> bool:
    """Keep ``version`` as the newest, for ``goal`` too, which is new; whether what stood
    by it is on hold now, as it lacks an ``approval``. Who ``version`` says joins is who its
    page showed: where others join by now, it is approved without them. The consent history says that it was
    written, and none of its words.
    """
    session = claim_plan(version.plan_id)
    goals = list(version.goals)
    if goal is not None:
        goal.pk, goal.client_id = None, session.client_id
        goal.written_by, goal.written_at = actor, timezone.now()
        goal.save(force_insert=True)
        goals.append(goal.pk)
    holds = approval is None and stands_by_its_plan(session)
    if holds:
        session.status = Status.HELD
        session.save(update_fields=["status"])
    version.pk, version.goals = None, goals
    version.saved_by, version.saved_at = actor, timezone.now()
    version.save(force_insert=True)
    if approval is not None:
        _approve(version, approval, actor)
    if holds:
        record_act(EventKind.HELD, session, actor, reason=NOT_READY)
    record_act(EventKind.PLAN_SAVED, session, actor)
    if approval is not None:
        record_act(EventKind.PLAN_APPROVED, session, actor)
    return holds


@retried
def approve_plan(version: PlanVersion, approval: PlanApproval, actor: User) -> Session:
    """Record that ``version`` is approved, which must be the newest still. The session,
    which stays on hold until it is booked again.
    """
    session = claim_plan(version.plan_id)
    _approve(version, approval, actor)
    record_act(EventKind.PLAN_APPROVED, session, actor)
    return session


def _approve(version: PlanVersion, approval: PlanApproval, actor: User) -> None:
    approval.pk, approval.version_id = None, version.pk
    approval.recorded_by, approval.approved_at = actor, timezone.now()
    approval.save(force_insert=True)


def stock_library(
    prompts: list[str], name: str, modality: str, says: dict[str, Any], actor: User
) -> None:
    """Let the practice choose ``prompts`` from now on, and what ``says`` by ``name``."""
    new = [PlanPrompt(words=words, added_by=actor) for words in prompts]
    PlanPrompt.objects.bulk_create(new, ignore_conflicts=True)
    if name:
        PlanTemplate.objects.update_or_create(
            name=name, defaults={"modality": modality, "says": says, "added_by": actor}
        )
