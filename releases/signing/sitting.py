"""Several releases signed in one sitting: each is read and signed on its own, and the
browser is handed back after the last.

What is left to sign is in the browser's own session, beside the room, and goes with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from practice.models import User
from releases.models import ReleaseDraft, SigningSession, Way
from releases.signing.room import open_room

KEY = "sitting"  # in the browser's session


def begin(
    request: HttpRequest,
    asked: Sequence[tuple[ReleaseDraft, Mapping[str, Any]]],
    opened_by: User,
) -> SigningSession:
    """Hand over the first; ``asked`` says of each who is to sign it."""
    (first, who), *rest = asked
    request.session[KEY] = {
        "count": len(asked),
        "rest": [[draft.pk, dict(who)] for draft, who in rest],
        "said": [],
    }
    return open_room(request, first, opened_by, **who)


def place_in(request: HttpRequest) -> tuple[int, int]:
    """Which one it is, and of how many; zeros where it is handed over alone."""
    held = request.session.get(KEY)
    return (held["count"] - len(held["rest"]), held["count"]) if held else (0, 0)


def carry_on(request: HttpRequest, signing: SigningSession, said: str) -> bool:
    """Once ``signing`` is over, hand over the next that still waits; whether there was
    one. ``said`` is what whoever opened it is told of this one at the end.
    """
    held = request.session.get(KEY)
    if held is None or signing.way != Way.ROOM:
        return False
    while held["rest"]:
        pk, who = held["rest"].pop(0)
        drafts = ReleaseDraft.objects.visible_to(signing.opened_by)
        if draft := drafts.ready_to_sign().filter(pk=pk).first():
            held["said"].append(said)
            request.session[KEY] = held
            _open_next(request, signing, draft, who)
            return True
    request.session[KEY] = held
    return False


def close(request: HttpRequest) -> tuple[list[str], int] | None:
    """What was said of those signed before the last, and how many were not reached; None
    where it was no sitting.
    """
    held = request.session.pop(KEY, None)
    return (held["said"], len(held["rest"])) if held else None


@transaction.atomic
def _open_next(
    request: HttpRequest,
    signing: SigningSession,
    draft: ReleaseDraft,
    who: Mapping[str, Any],
) -> None:
    """In the same browser, which is nobody's in between."""
    over = SigningSession.objects.filter(pk=signing.pk, left_at=None)
    over.update(left_at=timezone.now())
    open_room(request, draft, signing.opened_by, **who)
