"""Another program that may ask, let in past its page."""

from __future__ import annotations

from django.utils import timezone

from practice.models import System, User
from practice.secret import sha256_of
from practice.systems.tokens import fresh


def issued(by: User, name: str = "Willow Scheduler") -> tuple[System, str]:
    """The program, and its token."""
    token = fresh()
    made = System.objects.create(
        name=name,
        token_sha256=sha256_of(token),
        issued_by=by,
        issued_at=timezone.now(),
    )
    return made, token
