"""What came of a wish, as its chip shows it."""

from __future__ import annotations

from collateral.models import Closing, Wish
from releases.status import Status, Tone

OPEN = Status("wish_open", "Open", Tone.WAITING, "clock-alert")
PLANNED = Status("wish_planned", "Planned", Tone.ACTIVE, "check")
CLOSED = {
    Closing.DECLINED: Status("wish_declined", "Declined", Tone.STOPPED, "x"),
    Closing.WITHDRAWN: Status("wish_withdrawn", "Withdrawn", Tone.STOPPED, "x"),
}


def status_of(wish: Wish) -> Status:
    """Of a wish whose plans are at hand."""
    if wish.closed_as:
        return CLOSED[Closing(wish.closed_as)]
    return PLANNED if wish.plans.all() else OPEN
