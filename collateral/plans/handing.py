"""Handing a plan over, to be read alone in a room that shows nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.http import HttpRequest

from collateral.models import PlanReading, PlanVersion
from collateral.models.plan_version import as_kept
from practice.models import User
from practice.spans import local_day
from releases.models import SigningSession
from releases.signing.room import open_room
from releases.terms.languages import spoken_by

NO_GOAL = "Choose a goal first: a plan is for one at least."
NO_ASSENT = "Write first what the minor said to it."
LESS = (
    "By now fewer join than the plan says, or they hear of less. Change the plan first, so "
    "that whoever reads it alone reads what will be."
)


def why_unread(version: PlanVersion, hears: Mapping[int, Iterable[str]]) -> str:
    """Why ``version`` is not handed over yet, if it is not: what it says of who joins is
    other than who ``hears`` of what by now, or nobody could approve it.
    """
    session = version.plan.session
    if as_kept(hears) != version.hears:
        return LESS
    if not version.goals:
        return NO_GOAL
    minor = local_day(session.during.lower) < session.client.comes_of_age_on
    return NO_ASSENT if minor and not version.assent.strip() else ""


@transaction.atomic
def hand_over(
    request: HttpRequest, version: PlanVersion, who: str, opened_by: User
) -> SigningSession:
    """This browser is a room from now on, for ``version`` alone; where another tab has
    made it one, it is that.
    """
    client = version.plan.session.client
    code = spoken_by(client.language)
    signing = open_room(request, None, opened_by, client=client, language=code)
    if signing.is_of_a_plan:
        PlanReading.objects.get_or_create(
            signing=signing, defaults={"version": version, "who": who}
        )
    return signing
