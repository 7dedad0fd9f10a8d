"""Whether a release that is prepared would cover a session once it is signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from collateral.gate.proposal import Proposal
from collateral.gate.reasons import Code, Reason
from practice.formats import say_day_short_year, say_list
from practice.spans import end_of, start_of
from releases.models import PRACTICE, Direction, ReleaseDraft
from releases.status import AWAITING, CHECKING, REFUSED, Status
from releases.terms.parties import discloser_names


class Lack(StrEnum):
    """What would have to be changed first."""

    NOTHING = ""
    DATES = "dates"
    DISCLOSER = "discloser"
    WAYS = "ways"
    TOPICS = "topics"
    REFUSED = "refused"
    UNCHECKED = "unchecked"


CODES = {Lack.REFUSED: Code.NOT_EXECUTED, Lack.UNCHECKED: Code.UNVERIFIED}
STATUSES = {Lack.REFUSED: REFUSED, Lack.UNCHECKED: CHECKING}
CURED = (Lack.NOTHING, Lack.UNCHECKED)
UNCHECKED = (
    "The release is signed on paper, and counts once a second person has checked it."
)


@dataclass(frozen=True)
class Prepared:
    """A draft that awaits its signature, and what its cover would lack."""

    draft: ReleaseDraft
    lacks: Lack
    sentence: str

    @property
    def reason(self) -> Reason:
        """Why what is prepared covers nobody yet."""
        code = CODES.get(self.lacks, Code.AWAITING_SIGNATURE)
        return Reason(code, self.sentence)

    @property
    def status(self) -> Status:
        """What a chip says of whoever it is for."""
        return STATUSES.get(self.lacks, AWAITING)


def best_prepared(
    drafts: Iterable[ReleaseDraft], proposal: Proposal, since: datetime
) -> Prepared | None:
    """That one which would cover ``proposal`` from ``since`` on; else the newest."""
    found = [_refused(each) or _prepared(each, proposal, since) for each in drafts]
    cures = (each for each in found if each.lacks in CURED)
    return next(cures, found[0] if found else None)


def waiting(drafts: Iterable[Any]) -> dict[str, bool]:
    """How what is prepared for one contact waits, for their chip."""
    found = list(drafts)
    return {
        "awaiting": bool(found),
        "refused": any(each.refused_by for each in found),
        "checking": any(each.being_checked for each in found),
    }


def _refused(draft: Any) -> Prepared | None:
    if not draft.refused_by:
        return None
    sentence = f"{draft.refused_by} has to sign the release prepared, and refuses to."
    return Prepared(draft, Lack.REFUSED, sentence)


def _prepared(draft: Any, proposal: Proposal, since: datetime) -> Prepared:
    starts, ends = draft.effective_on, draft.expires_on
    if end_of(ends) < proposal.relies_on.upper:
        day = say_day_short_year(ends)
        sentence = f"A release is prepared that ends {day}, before the session does."
        return Prepared(draft, Lack.DATES, sentence)
    if start_of(starts) > since:
        day = say_day_short_year(starts)
        sentence = f"A release is prepared that starts {day}, too late for this."
        return Prepared(draft, Lack.DATES, sentence)
    if not {PRACTICE, proposal.clinician.pk} & set(draft.disclosers):
        names = say_list(discloser_names(draft.client, draft.disclosers))
        sentence = f"A release is prepared that lets only {names} tell."
        return Prepared(draft, Lack.DISCLOSER, sentence)
    if draft.direction == Direction.OBTAIN or not {proposal.format, proposal.place} <= {
        *draft.formats,
        *draft.places,
    }:
        sentence = "A release is prepared that does not let them join so."
        return Prepared(draft, Lack.WAYS, sentence)
    heard = proposal.heard_by(draft.contact_id)
    if not set(heard) <= {*draft.topics, *draft.sensitive_topics}:
        sentence = "A release is prepared that leaves out some of these topics."
        return Prepared(draft, Lack.TOPICS, sentence)
    sentence = "A release is prepared, and not yet signed."
    if draft.awaits:
        sentence = f"The release still awaits the signature of {draft.awaits}."
    lacks = Lack.UNCHECKED if draft.being_checked else Lack.NOTHING
    return Prepared(draft, lacks, UNCHECKED if draft.being_checked else sentence)
