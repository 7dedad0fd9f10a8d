"""That a session is outside hours: the history tells in which ways, and never why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clients.models import EventKind
from practice.formats import say_list

KINDS = {EventKind.BOOKED, EventKind.MOVED}
WAYS = {
    "hours": "outside the clinician’s hours",
    "closed": "on a day on which the practice is closed",
    "away": "while the clinician is away",
    "busy": "while the clinician is busy",
}


def why(ways: Iterable[Any]) -> str:
    """Of what the history keeps of them, as far as it is known."""
    said = say_list(WAYS[way] for way in ways if way in WAYS)
    if not said:
        return ""
    return f"{said[0].upper()}{said[1:]}, for a reason kept with the session."
