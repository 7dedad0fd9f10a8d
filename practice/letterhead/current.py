"""What the letterhead says now: the one home of the question.

Until an admin first changes it, what the environment says (``PRACTICE_NAME`` and the
others), which counts no more from then on; and no logo.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def with_logo(
    pictures: Sequence[bytes], moment: datetime | None = None
) -> tuple[list[bytes], str]:
    """A paper's ``pictures`` and, if there is one now or was at the ``moment`` of a
    signature, the logo after them; and its address on that paper, or none.
    """
    found = logo.at(moment) if moment else logo()
    if not found.jpeg:
        return [*pictures], ""
    return [*pictures, bytes(found.jpeg)], f"picture:{len(pictures)}"
