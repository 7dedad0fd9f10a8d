"""What is done where a stored paper is not what was sealed: nobody sees it, admins do."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.utils import timezone

from practice.models import User
from releases.models import PaperAlarm

if TYPE_CHECKING:
    from releases.printing.paper import PaperChangedError

logger = logging.getLogger(__name__)


def raised(error: PaperChangedError) -> None:
    """Tell every admin, until one of them has looked into it; and the log, by number."""
    logger.error("the paper of release %d is not what was signed", error.release_id)
    alarm = PaperAlarm(release_id=error.release_id)
    PaperAlarm.objects.bulk_create([alarm], ignore_conflicts=True)


def acknowledge(alarm: PaperAlarm, outcome: str, actor: User) -> bool:
    """Say what came of it. Whoever says so first has said it."""
    standing = PaperAlarm.objects.standing().filter(pk=alarm.pk)
    said = standing.update(
        outcome=outcome, acknowledged_by=actor, acknowledged_at=timezone.now()
    )
    return bool(said)
