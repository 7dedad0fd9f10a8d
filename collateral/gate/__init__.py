"""The gate: may this session be booked? The one home of the question."""

from __future__ import annotations

from collateral.gate.check import Code, Line, Proposal, Verdict, ask

__all__ = ["Code", "Line", "Proposal", "Verdict", "ask"]
