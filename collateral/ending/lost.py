"""A revocation that a restored backup does not know, to be recorded anew as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from practice.spans import clock_of, local_day
from releases.models import LostRevocation, Manner, Release


@dataclass(frozen=True)
class Lost:
    """The newest of a release, and the keys of all ``releases`` that it revoked."""

    revocation: LostRevocation
    releases: set[int]

    @property
    def as_it_was(self) -> dict[str, Any]:
        """What was recorded then, as the form is filled in with it."""
        was = self.revocation
        filled: dict[str, Any] = {
            "received_on": local_day(was.received_at),
            "received_time": clock_of(was.received_at),
            "witness": was.witness,
            "reason": was.reason,
        }
        if was.part:
            filled |= {"scope": "part", "part": was.part}
        if was.manner != Manner.UNSTATED:
            filled |= {
                "capacity": was.capacity,
                "revoker": was.revoker,
                "manner": was.manner,
                "signed_on": was.signed_on,
            }
        return filled


def lost_of(release: Release, now: datetime) -> Lost | None:
    """None where ``release`` counts because nobody revoked it."""
    every = LostRevocation.objects.counting(now).order_by("-recorded_at", "-pk")
    found = list(every.filter(release__contact=release.contact_id))
    newest = next((each for each in found if each.release_id == release.pk), None)
    if newest is None:
        return None
    same = {e.release_id for e in found if e.recorded_at == newest.recorded_at}
    return Lost(newest, same)
