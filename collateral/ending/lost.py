"""A revocation that a restored backup does not know: what leans on it is held as it is
restored, and it is recorded anew as it was.

``manage.py restore`` names this module, as of a higher layer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from collateral.ending import ripple
from collateral.ending.hold import end_early, hold, keep_still
from collateral.models import Session, SessionQuerySet
from collateral.sessions.seats import lock
from practice.database.transactions import retried
from practice.spans import clock_of, local_day
from releases.models import LostRevocation, Manner, Release, Restoration
from releases.restored import unfinished
from releases.restored.known import Known
from releases.restored.lost import compare


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


@retried
def compared(before: Known | None) -> tuple[Restoration | None, list[Session]]:
    """What a backup lost of what was there ``before``, and what is held for it: kept
    together, so that whatever stops the one leaves nothing of the other.
    """
    return compare(before), hold_what_leans()


def finish() -> tuple[Restoration | None, list[Session]]:
    """As ``compared``, of what was known before the newest restore, if that is still to be
    done: it was stopped half way, or is about to end.
    """
    before = unfinished.kept()
    if before is None:
        return None, []
    found = compared(before)
    unfinished.forget()
    return found


@retried
def hold_what_leans() -> list[Session]:
    """Hold what stands on releases of which it was lost that they were revoked, by this
    backup or one restored before, from which it came back: nobody's act, so the history
    says it of the program.
    """
    counting = LostRevocation.objects.counting(timezone.now())
    found = list(
        counting.select_related("release__client", "release__contact").order_by(
            "release__client", "pk"
        )
    )
    lock(each.release.contact for each in found)
    every = Session.objects.none()
    for each in found:
        every |= _leaning(each)
    keep_still(every)
    held = []
    for each in found:
        end_early(_leaning(each), each.release, None)
        held += hold(_leaning(each), each.release, None)
    return held


def _leaning(each: LostRevocation) -> SessionQuerySet:
    if each.part:
        return ripple.of_parts([each.release], each.part)
    return ripple.of_ending(each.release)
