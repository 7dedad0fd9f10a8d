"""Whether someone who turned to us was answered, as a chip shows it."""

from __future__ import annotations

from collateral.models import Answer, Inquiry
from releases.status import Status, Tone

OPEN = Status("inquiry_open", "Not answered yet", Tone.WAITING, "clock-alert")
ANSWERED = {
    Answer.LISTENED: Status("inquiry_listened", "Listened to", Tone.ACTIVE, "check"),
    Answer.TOLD: Status("inquiry_told", "Answered", Tone.ACTIVE, "check"),
}


def status_of(inquiry: Inquiry) -> Status:
    return ANSWERED[Answer(inquiry.answered_as)] if inquiry.answered_as else OPEN
