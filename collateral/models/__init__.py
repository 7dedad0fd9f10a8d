"""Shared sessions, who joins them, and what they are for."""

from __future__ import annotations

from collateral.models.participant import Participant
from collateral.models.plan import SharedSessionPlan
from collateral.models.session import STANDING, Format, Session, SessionQuerySet, Status

__all__ = [
    "STANDING",
    "Format",
    "Participant",
    "Session",
    "SessionQuerySet",
    "SharedSessionPlan",
    "Status",
]
