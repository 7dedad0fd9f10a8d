"""Whether a session is ready, as its page says in one word."""

from __future__ import annotations

from collateral.models import PlanVersion, Session, SharedSessionPlan
from releases.status import NOT_READY, Status, Tone

READY = Status("ready", "Ready", Tone.ACTIVE, "check")


def readiness_of(
    session: Session,
    plan: SharedSessionPlan,
    version: PlanVersion | None,
    *,
    covered: bool,
) -> Status | None:
    """Ready is what stands, is ``covered``, as the gate says of everyone who joins, and
    has its newest ``version`` approved. None of a plan that nobody wrote out and that
    began with no wish, and of what waits only to be booked again.
    """
    if version is None and plan.wish_id is None:
        return None
    if version is None or not version.is_approved or not covered:
        return NOT_READY
    return READY if session.stands else None
