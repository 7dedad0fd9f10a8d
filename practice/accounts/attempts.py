"""Writing down who came in, who did not, and why not."""

from __future__ import annotations

import logging

from django.db.models import F

from practice.accounts.models import Outcome, SignInAttempt
from practice.accounts.throttle import Locked
from practice.models import User

logger = logging.getLogger(__name__)


def record_passing(outcome: Outcome, user: User, address: str | None) -> None:
    SignInAttempt.objects.create(outcome=outcome, user=user, address=address)
    if outcome == Outcome.SIGNED_IN:
        logger.info("Signed in: user %s", user.pk)


def record_failure(outcome: Outcome, known: User | None, address: str | None) -> None:
    SignInAttempt.objects.create(outcome=outcome, user=known, address=address)
    what = (
        "A second factor" if outcome == Outcome.NO_FACTOR else "A name and a password"
    )
    logger.warning("%s did not fit: user %s", what, known and known.pk)


def record_refusal(locked: Locked, known: User | None, address: str | None) -> None:
    """In one row a lock, which counts: else whoever is outside could fill the disk."""
    row, is_first = SignInAttempt.objects.get_or_create(
        outcome=Outcome.REFUSED,
        user=known,
        address=address,
        locked_until=locked.until,
    )
    if is_first:
        who = known and known.pk
        logger.warning("No more tries to sign in until %s: user %s", locked.until, who)
    else:
        SignInAttempt.objects.filter(pk=row.pk).update(times=F("times") + 1)
