"""The gate as a capability: whoever schedules shows that it was asked."""

from __future__ import annotations

from dataclasses import InitVar, dataclass

from collateral.gate.check import Proposal, Verdict, ask


class _Seal:
    """What only this module has, so that only the gate clears."""


_SEAL = _Seal()


@dataclass(frozen=True)
class Cleared:
    """A proposal that the gate let pass. Acts that schedule take nothing else for one."""

    proposal: Proposal
    seal: InitVar[_Seal]

    def __post_init__(self, seal: _Seal) -> None:
        if seal is not _SEAL:
            message = "Only the gate clears a proposal."
            raise TypeError(message)


class NotCovered(Exception):  # noqa: N818 (it is an answer, not an error)
    """Who would join without cover, and why."""

    def __init__(self, proposal: Proposal, verdict: Verdict) -> None:
        super().__init__("not covered")  # an exception may be logged: no names
        self.proposal = proposal
        self.verdict = verdict


def clear(proposal: Proposal) -> Cleared:
    """Let ``proposal`` pass, or raise NotCovered."""
    if proposal.needs_cover and (verdict := ask(proposal)).gaps:
        raise NotCovered(proposal, verdict)
    return Cleared(proposal, _SEAL)
