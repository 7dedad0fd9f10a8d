"""How home practice stands, as a chip shows it."""

from __future__ import annotations

from datetime import date

from collateral.models import Done, HomePractice
from releases.status import Status, Tone

AHEAD = Status("practice_ahead", "Under way", Tone.ACTIVE, "check")
DUE = Status("practice_due", "Ask about it", Tone.ENDING, "clock-alert")
CLOSED = {
    Done.DONE: Status("practice_done", Done.DONE.label, Tone.WAITING, "check"),
    Done.NOT_DONE: Status("practice_not_done", Done.NOT_DONE.label, Tone.STOPPED, "x"),
    Done.DROPPED: Status("practice_dropped", Done.DROPPED.label, Tone.WAITING, "x"),
}


def status_of(practice: HomePractice, today: date) -> Status:
    """As it stands ``today``."""
    if practice.closed_as:
        return CLOSED[Done(practice.closed_as)]
    return DUE if practice.due_on <= today else AHEAD
