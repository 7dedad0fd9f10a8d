"""Whether a session's plan lets it be: approved as it is, and about nothing off limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collateral.gate.permits import LABELS
from collateral.gate.proposal import Proposal
from collateral.gate.reasons import NOT_READY, Code, Reason
from practice.formats import say_list

# What lacks, where it is nothing of whoever joins.
PLAN, APPROVAL = "plan", "approval"


@dataclass(frozen=True)
class Planned:
    """The newest version of a plan, as the gate sees it."""

    approved: bool
    off_limits: list[str]
    about: list[str]

    @classmethod
    def of(cls, approved: bool, lists: str) -> Planned:
        """As the question answers: two arrays, as PostgreSQL writes them."""
        off_limits, about = (each.strip("{}").split(",") for each in lists.split())
        return cls(approved, off_limits, about)


def of_plan(proposal: Proposal, plan: Planned | None) -> Iterator[Reason]:
    """What lacks; one that began with no wish waits for nothing. A session that is only
    now asked for has no plan yet, and is booked on hold until it has.
    """
    if proposal.from_wish and proposal.session_id:
        yield from _approved(proposal, plan)
    for topic in proposal.topics if plan else ():
        if plan and topic in plan.off_limits:
            sentence = f"The plan keeps “{LABELS[topic]}” out of this session."
            yield Reason(Code.OFF_LIMITS, sentence, NOT_READY, topic)


def _approved(proposal: Proposal, plan: Planned | None) -> Iterator[Reason]:
    name, lacks, sentence = proposal.client.name, PLAN, ""
    if plan is None:
        sentence = "The plan is not written out yet."
    elif more := [topic for topic in proposal.topics if topic not in plan.about]:
        named = say_list(f"“{LABELS[topic]}”" for topic in more)
        sentence = f"The plan says nothing yet of {named}: {name} approves it anew."
    elif not plan.approved:
        lacks, sentence = APPROVAL, f"{name} has not approved the plan as it now is."
    if sentence:
        yield Reason(Code.PLAN_NOT_READY, sentence, NOT_READY, lacks)
