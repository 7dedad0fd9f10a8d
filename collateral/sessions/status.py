"""A session's status as its chip shows it: what has been done about it, and whether
it is over.
"""

from __future__ import annotations

from datetime import datetime

from collateral.models import Arrival, How, Session, Status
from releases.status import Status as Chip
from releases.status import Tone

ON_HOLD = Chip("held", Status.HELD.label, Tone.STOPPED, "circle-pause")
NOT_HELD = Chip("not_held", "Not held", Tone.WAITING, "x")
TOOK_PLACE = Chip("took_place", "Took place", Tone.WAITING, "check")
CHIPS = {
    Status.SCHEDULED: Chip("scheduled", Status.SCHEDULED.label, Tone.ACTIVE, "check"),
    Status.HELD: ON_HOLD,
    Status.CHECKED_IN: Chip(
        "checked_in", Status.CHECKED_IN.label, Tone.ACTIVE, "check"
    ),
    Status.COMPLETED: TOOK_PLACE,
    Status.CANCELLED: Chip("cancelled", Status.CANCELLED.label, Tone.WAITING, "x"),
}


def status_of(session: Session, at: datetime) -> Chip:
    """How ``session`` stands at ``at``."""
    if session.status == Status.HELD and session.fell_through_by(at):
        return NOT_HELD
    return TOOK_PLACE if session.took_place_by(at) else CHIPS[Status(session.status)]


ARRIVED = {
    How.HERE: Chip("here", How.HERE.label, Tone.ACTIVE, "check"),
    How.LATE: Chip("late", How.LATE.label, Tone.ACTIVE, "check"),
    How.ABSENT: Chip("absent", How.ABSENT.label, Tone.WAITING, "x"),
}


def status_of_arrival(arrival: Arrival) -> Chip:
    """How someone came, or that they did not."""
    return ARRIVED[How(arrival.how)]
