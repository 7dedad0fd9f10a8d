"""Why someone may not join: each reason with its code and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from collateral.gate.proposal import Proposal
from practice.formats import say_day_short_year
from practice.numbers import say_days
from practice.spans import local_day
from releases.cover import Cover
from releases.endings import ENDINGS, End, ending_of


class Code(StrEnum):
    """Why a contact is not covered."""

    COVERED = "COVERED"
    NO_RELEASE = "NO_ROI"
    AWAITING_SIGNATURE = "AWAITING_SIGNATURE"
    UNVERIFIED = "UNVERIFIED"
    NOT_YET_EFFECTIVE = "NOT_YET_EFFECTIVE"
    EXPIRED = "EXPIRED"
    EXPIRES_BEFORE_SESSION = "EXPIRES_BEFORE_SESSION"
    REVOKED = "REVOKED"
    REVOCATION_LOST = "REVOCATION_LOST"
    SUPERSEDED = "SUPERSEDED"
    VOIDED = "VOIDED"
    EVENT_OCCURRED = "EVENT_OCCURRED"
    WRONG_DISCLOSER = "WRONG_DISCLOSER"
    SIGNER_LAPSED = "SIGNER_LAPSED"
    STATE_RULE = "STATE_RULE"
    CHANGED = "CHANGED"
    FORMAT = "FORMAT"
    DIRECTION = "DIRECTION"
    TOPIC = "TOPIC"
    SENSITIVE_NOT_INITIALED = "SENSITIVE_NOT_INITIALED"
    MAX_SESSIONS = "MAX_SESSIONS"
    CLIENT_ENDED = "CLIENT_ENDED"
    NO_CONTACT = "NO_CONTACT"
    NOT_EXECUTED = "NOT_EXECUTED"
    WRONG_SIGNER = "WRONG_SIGNER"
    NO_AUTHORITY = "NO_AUTHORITY"
    PART2_REQUIRED = "PART2_REQUIRED"
    STOPPED = "STOPPED"
    UNSAFE = "UNSAFE"
    SCREENING_STALE = "SCREENING_STALE"
    PLAN_NOT_READY = "PLAN_NOT_READY"
    OFF_LIMITS = "OFF_LIMITS"
    NOT_READY = "NOT_READY"
    NO_CONSENT = "NO_CONSENT"


# Why, is between clinician and client: nobody else reads it, nor the consent history.
HUSHED = {
    Code.STOPPED,
    Code.UNSAFE,
    Code.SCREENING_STALE,
    Code.PLAN_NOT_READY,
    Code.OFF_LIMITS,
}
NOT_READY = "Not ready: ask the clinician."


def as_recorded(code: Code) -> Code:
    """``code`` as it may stand where others than the clinician read it."""
    return Code.NOT_READY if code in HUSHED else code


@dataclass(frozen=True)
class Reason:
    """``plain`` is what is said to whoever may not read what a session is about;
    ``what`` is not granted, as grants call it.
    """

    code: Code
    sentence: str
    plain: str = ""
    what: str = ""

    def as_told(self, *, plan: bool) -> str:
        """To someone who may read the session's ``plan``, or who may not."""
        return self.sentence if plan or not self.plain else self.plain


def of_time(cover: Cover, proposal: Proposal, since: datetime) -> Reason:
    """Why nothing is in force at ``since``, as a code and a sentence."""
    starts = cover.starts_after(since)
    if starts and since == proposal.relies_on.lower:
        day = say_day_short_year(local_day(starts))
        return Reason(
            Code.NOT_YET_EFFECTIVE,
            f"The release starts {day}, and must be in force from the moment the "
            "session is booked.",
        )
    if (ended := cover.why(since)) is None:
        return Reason(Code.NO_RELEASE, "No release has been signed.")
    asks = ended.get_law_ended_because_display()
    return _sentence(ending_of(ended), proposal, asks)


def _sentence(end: End, proposal: Proposal, asks: str) -> Reason:
    ending, day = ENDINGS[end.field], say_day_short_year(end.day)
    if end.field != "expires_at" or end.at <= proposal.relies_on.lower:
        return Reason(Code(ending.refusal), ending.sentence.format(day=day, asks=asks))
    early = (local_day(proposal.during.lower) - end.day).days
    return Reason(
        Code.EXPIRES_BEFORE_SESSION,
        f"The release ends {day}, {say_days(early)} before the session."
        if early > 0
        else f"The release ends {day}, before the session does.",
    )
