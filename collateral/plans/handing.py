"""Handing a plan over, to be read alone in a room that shows nothing else."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest

from collateral.models import PlanReading, PlanVersion
from practice.models import User
from releases.models import SigningSession
from releases.signing.room import open_room
from releases.terms.languages import spoken_by


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
