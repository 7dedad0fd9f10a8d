"""A program's token: made, and known again."""

from __future__ import annotations

from practice import secret
from practice.systems.models import System

# So that whoever finds one lying about, as searches for leaked secrets do, sees what it is.
STARTS = "third-chair-"


def fresh() -> str:
    """As a header may hold it."""
    return STARTS + secret.fresh()


def system_of(token: str) -> System | None:
    """The program whose ``token`` it is, unless it was withdrawn."""
    found: System | None = (
        System.objects.in_use().filter(token_sha256=secret.sha256_of(token)).first()
    )
    return found
