"""Whether a session's plan lets it be: approved as it is, with everyone who joins, and
about nothing off limits.
"""

from __future__ import annotations

import json
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
    hears: dict[str, list[str]]

    @classmethod
    def of(cls, approved: bool, lists: str) -> Planned:
        """As the question answers: an array, as PostgreSQL writes it, and JSON."""
        off_limits, _, hears = lists.partition(" ")
        return cls(approved, off_limits.strip("{}").split(","), json.loads(hears))

    def lacks(self, proposal: Proposal) -> str:
        """Who or what is in the session, and not yet in the plan; if anything."""
        new = [who for who in proposal.contacts if str(who.pk) not in self.hears]
        if new:
            return say_list(who.name for who in new)
        more = {
            topic
            for who in proposal.contacts
            for topic in proposal.heard_by(who.pk)
            if topic not in self.hears[str(who.pk)]
        }
        return say_list(f"“{LABELS[topic]}”" for topic in LABELS if topic in more)


def of_plan(proposal: Proposal, plan: Planned | None) -> Iterator[Reason]:
    """What lacks; one that began with no wish waits for nothing. A session that is only
    now asked for has no plan yet, and is booked on hold until it has.
    """
    if proposal.from_wish and proposal.session_id and not proposal.approved_later:
        yield from _approved(proposal, plan)
    for topic in proposal.every_topic if plan else ():
        if plan and topic in plan.off_limits:
            sentence = f"The plan keeps “{LABELS[topic]}” out of this session."
            yield Reason(Code.OFF_LIMITS, sentence, NOT_READY, topic)


def _approved(proposal: Proposal, plan: Planned | None) -> Iterator[Reason]:
    name, lacks, sentence = proposal.client.name, PLAN, ""
    if plan is None:
        sentence = "The plan is not written out yet."
    elif more := plan.lacks(proposal):
        sentence = f"The plan says nothing yet of {more}: {name} approves it anew."
    elif not plan.approved:
        lacks, sentence = APPROVAL, f"{name} has not approved the plan as it now is."
    if sentence:
        yield Reason(Code.PLAN_NOT_READY, sentence, NOT_READY, lacks)
