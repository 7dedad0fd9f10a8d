"""The gate's answer to many sessions that are asked for at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from collateral.gate.check import Verdict
from collateral.gate.clashes import Clashes, clashes_of_each
from collateral.gate.clearance import Cleared, NotCovered, clear_each
from collateral.gate.proposal import Proposal


@dataclass(frozen=True)
class Answer:
    """To one of them: ``cleared``, or why not; and what is taken then."""

    proposal: Proposal
    cleared: Cleared | None
    verdict: Verdict | None
    clashes: Clashes

    @property
    def good(self) -> bool:
        """Whether everyone is covered and free."""
        return self.cleared is not None and not self.clashes


def answer_each(proposals: Sequence[Proposal]) -> list[Answer]:
    """Ask of each, in as many queries as of one. What is taken uses up no session of a
    release that allows so many.
    """
    clashes = clashes_of_each(proposals)
    taken = {place for place, found in enumerate(clashes) if found}
    return [
        _answer(proposal, said, found)
        for proposal, said, found in zip(
            proposals, clear_each(proposals, taken), clashes, strict=True
        )
    ]


def _answer(proposal: Proposal, said: Cleared | NotCovered, clashes: Clashes) -> Answer:
    if isinstance(said, NotCovered):
        return Answer(proposal, None, said.verdict, clashes)
    return Answer(proposal, said, None, clashes)
