"""A session at a time at which its clinician does not work: booked by whoever says why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from practice.hours.opening import Departures


@dataclass(frozen=True)
class Outside:
    """In which ways it is no time to work, and why it is then all the same.

    The reason is kept with the session, where its clinicians read it; the history, which
    others read, is told the ways alone.
    """

    departures: Departures = field(default_factory=Departures)
    because: str = ""

    @property
    def detail(self) -> dict[str, Any]:
        """What the history keeps of it."""
        return {"outside": list(self.departures.codes)} if self.departures else {}


WITHIN = Outside()
