"""Whether what was revoked of a release, where that is a part, is what the history tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clients.models import EventKind
from releases.proof import revocations
from releases.proof.facts import Told, alike, instant


def misfits(release: Any) -> Iterator[str]:
    """How ``release``, found with its evidence, still permits what was revoked."""
    ended = _ended(release)
    for event in _events(release):
        said = event["detail"]
        end = (instant(said["revoked_at"]), said["revocation"])
        if any(ended.get(what) != {end} for what in said["ended"]):
            yield "what was revoked of it is not what the history tells"


def untold(release: Any) -> Iterator[str]:
    """What of ``release`` has ended, and the history tells it of nobody."""
    told = {what for event in _events(release) for what in event["detail"]["ended"]}
    if {what for what, ends in _ended(release).items() if ends != {None}} - told:
        yield "the history tells of no revocation of a part of it"


def records(release: Any) -> Iterator[str]:
    """How the records of revocations in part differ from what is told of them;
    ``release`` is found with its ``parts_kept``.
    """
    kept = {row["id"]: row for row in release.parts_kept}
    for event in _events(release):
        row = kept.get(event["detail"]["revocation"])
        if not (
            row
            and revocations.is_as_told(row, event)
            and row["recorded_by"] == event["actor"]
            and row["reason"] == event["reason"]
            and alike(row["recorded_at"], event["detail"]["revoked_at"])
        ):
            yield "the record of a revocation in part is not what the history tells"


def _events(release: Any) -> list[Told]:
    told: list[Told] = release.evidence["told"]
    return [event for event in told if event["kind"] == EventKind.REVOKED_IN_PART]


def _ended(release: Any) -> dict[str, set[Any]]:
    """By its code, when each grant ended and by which revocation; None for one that
    has not.
    """
    ended: dict[str, set[Any]] = {}
    for grant in release.evidence["grants"]:
        at = grant["ended_at"]
        end = (instant(at), grant["revocation_id"]) if at else None
        ended.setdefault(grant["what"], set()).add(end)
    return ended
