"""That a release was revoked, which a restored backup does not know: until it is recorded
anew nobody relies on it, and every page on which it is shown says so.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from releases.proof.facts import instant


def revoked_at(release: Any, at: datetime) -> datetime | None:
    """When the whole of it was revoked, if somebody knew ``at`` that instant. Of a
    release, or of a grant, each with its ``lost``.
    """
    return min(
        (instant(each["received"]) for each in _known(release, at) if not each["part"]),
        default=None,
    )


def parts_revoked(release: Any, at: datetime) -> dict[str, datetime]:
    """Each part that was revoked of it, and when."""
    return {
        what: instant(each["received"])
        for each in _known(release, at)
        for what in each["part"]
    }


def _known(release: Any, at: datetime) -> list[dict[str, Any]]:
    return [each for each in release.lost if instant(each["recorded"]) <= at]
