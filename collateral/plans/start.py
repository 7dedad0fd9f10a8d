"""What a plan's form says as it is opened: the newest version, or what is usual."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from collateral.models import PlanTemplate, PlanVersion, SharedSessionPlan
from collateral.models.plan_version import OPENING
from practice.spans import local_day

# What of a plan is about no client, and so may be in a template for everyone.
USUAL = (
    "purposes",
    "rhythm",
    "on_diagnosis",
    "on_medication",
    "on_risk",
    "ground_rules",
    "secrets",
    "minutes_before",
    "minutes_after",
    "opening",
    "prompts",
    "stop_signal",
    "separate_exit",
)
WEEK = timedelta(days=7)


def start(
    plan: SharedSessionPlan,
    newest: PlanVersion | None,
    template: PlanTemplate | None = None,
) -> dict[str, Any]:
    """By the fields' names. A ``template`` that was asked for says what is usual, over
    whatever was written; else it only fills in a plan that is not written out yet.
    """
    said = _written(newest) if newest else _booked(plan)
    if template:
        said |= {name: template.says[name] for name in USUAL if name in template.says}
    if newest is None:
        said["purposes"] = [plan.purpose]
        said["ground_rules"] = plan.boundaries or said.get("ground_rules", "")
    return said


def _written(newest: PlanVersion) -> dict[str, Any]:
    own = {"id", "plan", "number", "saved_by", "saved_at"}
    fields = [field.name for field in PlanVersion._meta.fields]
    return {name: getattr(newest, name) for name in fields if name not in own}


def _booked(plan: SharedSessionPlan) -> dict[str, Any]:
    """As it was booked, with what is always so."""
    day = local_day(plan.session.during.lower)
    return {
        "purposes": [plan.purpose],
        "topics": plan.topics,
        "opening": list(OPENING),
        "prompts": [],
        "debrief_on": day + WEEK,
    }
