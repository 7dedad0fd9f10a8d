"""A program's token: made, and known again."""

from __future__ import annotations

import hashlib
import secrets

from practice.systems.models import System

# So that whoever finds one lying about, as searches for leaked secrets do, sees what it is.
STARTS = "third-chair-"


def fresh() -> str:
    """32 random bytes, as a header may hold them."""
    return STARTS + secrets.token_urlsafe(32)


def sha256_of(token: str) -> str:
    """All that is kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def system_of(token: str) -> System | None:
    """The program whose ``token`` it is, unless it was withdrawn."""
    found: System | None = (
        System.objects.in_use().filter(token_sha256=sha256_of(token)).first()
    )
    return found
