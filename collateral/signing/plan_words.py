"""What a plan says to whoever reads it alone, in their language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clients.models import Contact
from collateral.handouts.plan import plan_rows
from collateral.handouts.sheet import listed, words, written
from collateral.models import PlanReading, PlanVersion, TreatmentGoal
from releases.printing.letters.letter import Row
from releases.terms.languages import language


def rows_of(reading: PlanReading, code: str) -> list[Row]:
    """As the plan on paper, of whom and what this version is, and what stays out too; none
    of what was written of others, nor for the clinician in the room.
    """
    version, session = reading.version, reading.version.plan.session
    people = Contact.objects.in_bulk([int(pk) for pk in version.hears])
    hears = [(people[int(pk)], topics) for pk, topics in version.hears.items()]
    goals = TreatmentGoal.objects.filter(pk__in=version.goals).order_by("pk")
    return [
        *plan_rows(session, version, goals, hears, code),
        *_kept_within(version, words(code)["approving"], code),
    ]


def _kept_within(version: PlanVersion, say: Mapping[str, Any], code: str) -> list[Row]:
    called = language(code).table("topics")
    out = listed(called[each] for each in version.off_limits)
    rows = [
        Row(say["often"], written(version.rhythm)),
        Row(say["off_limits"], out),
        Row(say["besides"], written(version.off_limits_words)),
        Row(say["diagnosis"], written(version.on_diagnosis)),
        Row(say["medication"], written(version.on_medication)),
        Row(say["risk"], written(version.on_risk)),
        Row(say["apart"], say["secrets"][version.secrets]),
    ]
    return [row for row in rows if row.said]
