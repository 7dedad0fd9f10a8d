"""Saying anew what holds: what was said before stays written.

In the caller's transaction. Raises IntegrityError by name where the database refuses.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from practice.chained.current import Current, M, newest
from practice.models import User


def following(current: Current[M], actor: User) -> M:
    """A row for ``actor`` to change, as the one that holds is, and not saved."""
    last = newest(current.model)
    said = (last or current.as_installed()).said
    return current.model(follows=last, by=actor, **said)


def change(current: Current[M], new: M) -> bool:
    """From now on ``new`` holds; whether it says anything else than what did until now.

    Where nothing was written yet, what the environment says is, as the first.
    """
    before: Any = new.follows or current.as_installed()
    if new.said == before.said:
        return False
    if new.follows is None:
        before.save(force_insert=True)
        new.follows = before
    new.at = timezone.now()
    new.save(force_insert=True)
    current.know(new)
    return True
