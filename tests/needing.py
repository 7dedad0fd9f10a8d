"""What needs someone, as the list of theirs has it."""

from __future__ import annotations

from collateral.needs.asked import listed
from collateral.needs.need import Need
from practice.models import User


def needs_of(user: User, kind: str = "") -> list[Need]:
    """All of it, or what is of one kind."""
    found = listed(user, 1000)
    return [each for each in found if kind in ("", each.kind)]


def kinds_of(user: User) -> list[str]:
    """Of which kinds, the most urgent first."""
    return [each.kind for each in needs_of(user)]
