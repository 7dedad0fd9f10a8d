"""Whether someone may join by what the client says, as a chip shows it to clinicians."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from collateral.models.screening import INCIDENT, STOPS
from practice.formats import say_day_short_year
from practice.spans import local_day
from releases.status import Status, Tone

DAY = timedelta(days=1)
NOT_ASKED = Status("not_asked", "Not asked about yet", Tone.WAITING, "clock-alert")
ASK_AGAIN = Status("ask_again", "Ask again", Tone.ENDING, "clock-alert")
STOPPED = Status("does_not_join", "Does not join", Tone.STOPPED, "circle-slash")


def readiness_of(newest: Any, at: datetime) -> Status:
    """By the ``newest`` screening, with what it ``says``, if there is any."""
    if newest is None:
        return NOT_ASKED
    if newest.says in STOPS:
        return STOPPED
    if newest.says == INCIDENT or newest.good_until <= at:
        return ASK_AGAIN
    whole = local_day(newest.good_until) - DAY  # on the next, not all day
    label = f"May join to {say_day_short_year(whole)}"
    return Status("may_join", label, Tone.ACTIVE, "check")
