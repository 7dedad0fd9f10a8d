"""What the letterhead says now: the one home of the question.

Until an admin first changes it, what the environment says (``PRACTICE_NAME`` and the
others), which counts no more from then on; and no logo.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from practice.chained.current import Current
from practice.models import Letterhead, Logo


def _as_installed() -> Letterhead:
    return Letterhead(
        name=settings.PRACTICE_NAME,
        address=settings.PRACTICE_ADDRESS,
        phone=settings.PRACTICE_PHONE,
    )


letterhead = Current(Letterhead, _as_installed)
logo = Current(Logo, Logo)


def on_paper(moment: datetime | None = None) -> list[bytes]:
    """The logo's picture, if there is one now, or was at the ``moment`` of a signature."""
    found = logo.at(moment) if moment else logo()
    return [bytes(found.jpeg)] if found.jpeg else []
