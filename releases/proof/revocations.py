"""Whether the record of a revocation is what the history tells: who, in what right, how.

That a release ended by one is a fact of its own row (``releases.proof.facts``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from clients.models import EventKind
from releases.models import Manner, Revocation
from releases.proof.facts import Told, alike, comparable

# What a `revoked` event holds of a revocation, and the column that says so.
HELD = {
    "revocation": "id",
    "capacity": "capacity",
    "manner": "manner",
    "signed_on": "signed_on",
    "received": "received_at",
    "time_zone": "time_zone",
    "part": "part",
    "wants": "wants",
}
NAMED = ("revoker", "witness")

# Before who revokes was asked for, no event held it, and no record made it up.
UNSTATED = {"capacity": "", "manner": Manner.UNSTATED, "signed_on": None}

# What a release repeats of its revocation.
REPEATED = {
    "client": "client_id",
    "contact": "contact_id",
    "id": "revocation_id",
    "recorded_at": "revoked_at",
    "recorded_by": "revoked_by_id",
    "reason": "revoked_reason",
}
COLUMNS = (*REPEATED, *HELD.values(), *NAMED)


def held(revocation: Revocation) -> dict[str, Any]:
    """What an event holds of ``revocation``, but for the names."""
    values = {key: getattr(revocation, column) for key, column in HELD.items()}
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in values.items()
    }


def named(revocation: Revocation) -> dict[str, str]:
    """Whom ``revocation`` names."""
    names = {name: getattr(revocation, name) for name in NAMED}
    return {name: value for name, value in names.items() if value}


def misfits(release: Any) -> Iterator[str]:
    """How the record by which ``release`` is revoked is not what was recorded."""
    if release.revoked_at is None:
        return
    row, told = release.evidence["revocation"], release.evidence["told"]
    if row is None:
        yield "the record of its revocation is gone"
        return
    if any(
        comparable(row[name]) != getattr(release, column)
        for name, column in REPEATED.items()
    ):
        yield "it does not end as the record of its revocation says"
    events = [event for event in told if event["kind"] == EventKind.REVOKED]
    if len(events) > 1:
        yield "the history tells twice that it was revoked"
    if events and not is_as_told(row, events[0]):
        yield "the record of its revocation is not what the history tells"


def is_as_told(row: Told, event: Told) -> bool:
    """Whether the event tells of the record what it says, but for whose it is."""
    said, names = event["detail"], event["names"] or {}
    if "manner" not in said:
        said, names = {**UNSTATED, "received": row["recorded_at"]}, {}
    return all(row[name] == names.get(name, "") for name in NAMED) and all(
        alike(row[column], said[key]) for key, column in HELD.items() if key in said
    )
