"""Whether who asked that a release be void, and who decided, is what the history tells.

That it ended so is a fact of its own row (``releases.proof.facts``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clients.models import EventKind
from releases.proof.facts import Told

COLUMNS = ("id", "asked_by", "reason", "decided_by", "decided_at", "agreed")


def misfits(release: Any) -> Iterator[str]:
    """How what is recorded of voiding ``release``, found with its ``voidings``, and
    what is told of it differ.
    """
    kept = {(kind, *said) for row in release.voidings_kept for kind, *said in _of(row)}
    told = {
        (event["kind"], event["detail"]["voiding"], event["actor"], event["reason"])
        for event in release.evidence["told"]
        if "voiding" in event["detail"]
    }
    if kept - told:
        yield "the history does not tell who asked that it be void, and who decided"
    if told - kept:
        yield "what is recorded of its voiding is not what the history tells"


def _of(row: Told) -> Iterator[tuple[Any, ...]]:
    """What the history must tell of one voiding: kind, which, by whom, why."""
    yield EventKind.VOIDING_ASKED.value, row["id"], row["asked_by"], row["reason"]
    if row["agreed"]:
        yield EventKind.VOIDED.value, row["id"], row["decided_by"], row["reason"]
    elif row["decided_at"]:
        yield EventKind.VOIDING_DECLINED.value, row["id"], row["decided_by"], ""
