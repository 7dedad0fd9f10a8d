"""What the practice asks now: the one home of the question.

Until an admin first changes it, what the environment says (``VERIFY_AUTHORITY``,
``CHECK_PAPER_ALONE``), which counts no more from then on. But ``MFA_REQUIRED``, which
guards the pages themselves, counts always: where whoever has the machine asks for a second
factor, no page lets go of it.
"""

from __future__ import annotations

from django.conf import settings

from practice.chained.current import Current
from practice.models import Policies


def _as_installed() -> Policies:
    return Policies(
        second_factor=settings.MFA_REQUIRED,
        verified=settings.VERIFY_AUTHORITY,
        checked_by_another=not settings.CHECK_PAPER_ALONE,
        both_parents=False,
    )


policies = Current(Policies, _as_installed)


def needs_second_factor() -> bool:
    """Whether everyone who signs in has to have one."""
    return settings.MFA_REQUIRED or policies().second_factor
