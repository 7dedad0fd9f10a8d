"""What the sessions ahead are for: a client's goal, and plans that they approved."""

from __future__ import annotations

from datetime import timedelta

from clients.models import EventKind
from collateral.demo.case import Case
from collateral.models import (
    ApprovedHow,
    Approver,
    PlanApproval,
    PlanVersion,
    Session,
    TreatmentGoal,
)
from collateral.models.plan_version import OPENING
from practice.spans import local_day
from releases.models import Purpose

QUESTIONS = (
    "What gets in the way of healthy communication?",
    "What would help both of you feel heard?",
    "How can you support these goals?",
)


def plan_out(
    case: Case, session: Session, joining: list[int], topics: list[str]
) -> None:
    """Write the plan of a ``session`` ahead out, as its client approved it, with those
    who are ``joining``, if the story has a goal for it.
    """
    calendar, aim = case.setting.calendar, case.story.goal
    if (
        aim is None
        or local_day(session.during.lower) <= calendar.today
        or not session.stands
    ):
        return
    by, add = case.setting.clinician, case.setting.batch.add
    if case.goal is None:
        at = calendar.at(aim.written.ago, 11, case.minute)
        case.goal = add(
            TreatmentGoal(
                client=case.client,
                words=aim.words,
                known_by=aim.known_by,
                written_by=by,
                written_at=at,
            )
        )
    at = session.booked_at
    version = add(
        PlanVersion(
            plan_id=session.pk,
            number=1,
            purposes=[Purpose.RELATIONSHIP.value],
            goals=[case.goal.pk],
            why_person="They are there in the evening, when it is hardest.",
            rhythm="Once a month, 50 minutes.",
            topics="The evening check-in: what helps, and what does not.",
            hears={str(pk): topics for pk in joining},
            off_limits=[each for each in ("medication", "tests") if each not in topics],
            on_diagnosis="Nothing.",
            on_risk="Warning signs, and whom to call.",
            ground_rules="One person speaks at a time. Work stays out of the room.",
            opening=list(OPENING),
            prompts=list(QUESTIONS),
            stop_signal="Anyone raises a hand, and we pause.",
            separate_exit="The client stays ten minutes; the others leave first.",
            debrief_on=local_day(session.during.lower) + timedelta(days=7),
            saved_by=by,
            saved_at=at,
        )
    )
    add(
        PlanApproval(
            version=version,
            who=Approver.CLIENT,
            how=ApprovedHow.TOLD,
            recorded_by=by,
            approved_at=at,
        )
    )
    for kind in (EventKind.PLAN_SAVED, EventKind.PLAN_APPROVED):
        starts = session.during.lower.isoformat()
        case.say(kind, at, by, session_id=session.pk, starts=starts)
