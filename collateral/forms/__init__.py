"""Forms that schedule. Each can say, before anything is saved, what it proposes."""

from __future__ import annotations

from collateral.forms.booking import BookingForm, CoverageForm
from collateral.forms.session import (
    JoinForm,
    MoveForm,
    ReasonForm,
    ReopenForm,
    proposal_of,
    seats_of,
)

__all__ = [
    "BookingForm",
    "CoverageForm",
    "JoinForm",
    "MoveForm",
    "ReasonForm",
    "ReopenForm",
    "proposal_of",
    "seats_of",
]
