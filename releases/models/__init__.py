"""What was signed, and the history of it."""

from __future__ import annotations

from releases.models.draft import Discloser, Purpose, ReleaseDraft
from releases.models.history import ConsentEvent, EventKind
from releases.models.paper import Paper
from releases.models.release import Release, ReleaseQuerySet
from releases.models.signature import Capacity, Mark, Signature

__all__ = [
    "Capacity",
    "ConsentEvent",
    "Discloser",
    "EventKind",
    "Mark",
    "Paper",
    "Purpose",
    "Release",
    "ReleaseDraft",
    "ReleaseQuerySet",
    "Signature",
]
