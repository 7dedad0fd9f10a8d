"""The gate: may this session be booked? The one home of the question."""

from __future__ import annotations

from collateral.gate.check import Line, Verdict, ask, ask_each
from collateral.gate.clearance import (
    Cleared,
    NotCovered,
    clear,
    clear_each,
    confirm,
    confirm_each,
)
from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason

__all__ = [
    "Cleared",
    "Code",
    "Line",
    "NotCovered",
    "Proposal",
    "Reason",
    "Verdict",
    "ask",
    "ask_each",
    "clear",
    "clear_each",
    "confirm",
    "confirm_each",
]
