"""Whether anybody came."""

from __future__ import annotations

from collateral.models import Arrival, Session
from collateral.models.arrival import CAME


def has_come(session: Session) -> bool:
    """Whether somebody was seen to come to it."""
    seen = Arrival.objects.standing().filter(session=session, how__in=CAME)
    return seen.exists()
