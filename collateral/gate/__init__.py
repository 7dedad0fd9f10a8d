"""The gate: may this session be booked? The one home of the question."""

from __future__ import annotations

from collateral.gate.check import Code, Line, Proposal, Verdict, ask
from collateral.gate.clearance import Cleared, NotCovered, clear

__all__ = [
    "Cleared",
    "Code",
    "Line",
    "NotCovered",
    "Proposal",
    "Verdict",
    "ask",
    "clear",
]
