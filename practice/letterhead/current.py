"""What the letterhead says now: the one home of the question.

Until an admin first changes it, what the environment says (``PRACTICE_NAME`` and the
others), which counts no more from then on.
"""

from __future__ import annotations

from django.conf import settings

from practice.chained.current import Current
from practice.models import Letterhead


def _as_installed() -> Letterhead:
    return Letterhead(
        name=settings.PRACTICE_NAME,
        address=settings.PRACTICE_ADDRESS,
        phone=settings.PRACTICE_PHONE,
    )


letterhead = Current(Letterhead, _as_installed)
