"""One thing that needs somebody, as the question gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Need:
    """``client`` and ``contact`` are ids, or 0 and None; ``subject`` is of the kind's own.
    ``due`` is by when it must be done; ``at``, ``said`` and ``many`` are what its words
    tell. Its client has ``of_client`` needs, the most urgent of them by ``first``.
    """

    kind: str
    client: int
    contact: int | None
    subject: int
    due: datetime
    at: datetime
    said: str
    many: int
    first: datetime
    of_client: int
    total: int
    today: int
