"""Shared sessions, who joins them, and what they are for."""

from __future__ import annotations

from collateral.models.basis import Basis, Part2Ground
from collateral.models.disclosure import Disclosure, DisclosureQuerySet
from collateral.models.participant import Participant
from collateral.models.plan import SharedSessionPlan
from collateral.models.print_batch import Needs, PrintBatch, PrintPiece
from collateral.models.session import Session, SessionQuerySet
from collateral.models.status import STANDING, Status
from collateral.models.topic import SessionTopic

__all__ = [
    "STANDING",
    "Basis",
    "Disclosure",
    "DisclosureQuerySet",
    "Needs",
    "Part2Ground",
    "Participant",
    "PrintBatch",
    "PrintPiece",
    "Session",
    "SessionQuerySet",
    "SessionTopic",
    "SharedSessionPlan",
    "Status",
]
