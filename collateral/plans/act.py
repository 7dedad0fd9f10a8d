"""A plan written out anew; the versions before stay as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from clients.ledger import record_each
from clients.models import ConsentEvent, EventKind
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
from collateral.plans.serving import copies_for, written_alike
from collateral.sessions.seats import (
    SessionChanged,
    act_of,
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
    also: Iterable[Session] = (),
) -> bool:
    """Keep ``version`` as the newest, for ``goal`` too, which is new; and word for word
    for the sessions that it serves ``also``. Whether what stood by it is on hold now, as
    it lacks an ``approval``. Who ``version`` says joins is who its page showed: where
    others join by now, it is approved without them. The consent history says that it was
    written, and none of its words.
    """
    session = claim_plan(version.plan_id)
    others = [claim_plan(each.pk) for each in also]
    goals = list(version.goals)
    if goal is not None:
        goal.pk, goal.client_id = None, session.client_id
        goal.written_by, goal.written_at = actor, timezone.now()
        goal.save(force_insert=True)
        goals.append(goal.pk)
    version.pk, version.goals, version.written_with = None, goals, None
    events = list(_keep(version, session, approval, actor))
    for each, its in zip(others, copies_for(others, version, session), strict=True):
        events += _keep(its, each, approval, actor)
    record_each(events)
    return any(event.kind == EventKind.HELD for event in events)


def _keep(
    version: PlanVersion, session: Session, approval: PlanApproval | None, actor: User
) -> Iterator[ConsentEvent]:
    """What is to be recorded of it."""
    if holds := approval is None and stands_by_its_plan(session):
        session.status = Status.HELD
        session.save(update_fields=["status"])
    version.saved_by, version.saved_at = actor, timezone.now()
    version.save(force_insert=True)
    if approval is not None:
        _approve(version, approval, actor)
    if holds:
        yield act_of(EventKind.HELD, session, actor, reason=NOT_READY)
    yield act_of(EventKind.PLAN_SAVED, session, actor)
    if approval is not None:
        yield act_of(EventKind.PLAN_APPROVED, session, actor)


def carry_plan(newest: Session, sessions: Iterable[Session], actor: User) -> None:
    """Give these new sessions of a series the plan that its ``newest`` has, if it is
    written out. Whoever has to approve it does so anew.
    """
    version = PlanVersion.objects.newest_of(newest.pk)
    if version is None:
        return
    sessions = list(sessions)
    events: list[ConsentEvent] = []
    for each, its in zip(sessions, copies_for(sessions, version, newest), strict=True):
        events += _keep(its, each, None, actor)
    record_each(events)


@retried
def approve_plan(version: PlanVersion, approval: PlanApproval, actor: User) -> Session:
    """Record that ``version`` is approved, which must be the newest still; and with it
    what was written with it, word for word, for other sessions of the series. The
    session, which stays on hold until it is booked again.
    """
    session = claim_plan(version.plan_id)
    both = [(session, version)]
    both += [(claim_plan(each.plan_id), each) for each in written_alike(version)]
    for _, its in both:
        _approve(its, approval, actor)
    record_each(act_of(EventKind.PLAN_APPROVED, each, actor) for each, _ in both)
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
