"""Several releases signed in one sitting: each is read and signed on its own, and the
browser is handed back after the last.

What is left to sign is in the browser's own session, beside the room that it follows, and
goes with it: nothing follows what another tab has handed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from practice.models import User
from releases.models import ReleaseDraft, SigningSession, Way
from releases.signing.room import open_if_free, open_room

KEY = "sitting"  # in the browser's session


def begin(
    request: HttpRequest,
    asked: Sequence[tuple[ReleaseDraft, Mapping[str, Any]]],
    opened_by: User,
) -> SigningSession:
    """Hand over the first; ``asked`` says of each who is to sign it."""
    (first, who), *rest = asked
    signing = open_if_free(request, first, opened_by, **who)
    if signing is None:
        return open_room(request, first, opened_by, **who)  # what another tab opened
    request.session[KEY] = {
        "room": signing.pk,
        "count": len(asked),
        "rest": [[draft.pk, dict(who)] for draft, who in rest],
        "said": [],
    }
    return signing


def _held(request: HttpRequest, signing: SigningSession) -> dict[str, Any] | None:
    """The sitting that ``signing`` is one of."""
    held: dict[str, Any] | None = request.session.get(KEY)
    return held if held and held["room"] == signing.pk else None


def place_in(request: HttpRequest, signing: SigningSession) -> tuple[int, int]:
    """Which one it is, and of how many; zeros where it is handed over alone."""
    held = _held(request, signing)
    return (held["count"] - len(held["rest"]), held["count"]) if held else (0, 0)


def carry_on(request: HttpRequest, signing: SigningSession, said: str) -> bool:
    """Once ``signing`` is over, hand over the next that still waits; whether there was
    one. ``said`` is what whoever opened it is told of this one at the end.
    """
    held = _held(request, signing)
    if held is None or signing.way != Way.ROOM:
        return False
    while held["rest"]:
        pk, who = held["rest"].pop(0)
        drafts = ReleaseDraft.objects.visible_to(signing.opened_by)
        if draft := drafts.ready_to_sign().filter(pk=pk).first():
            opened = _open_next(request, signing, draft, who)
            if opened is None:
                return False
            held["said"].append(said)
            request.session[KEY] = {**held, "room": opened.pk}
            return True
    request.session[KEY] = held
    return False


def close(
    request: HttpRequest, signing: SigningSession
) -> tuple[list[str], int] | None:
    """What was said of those signed before the last, ``signing``, and how many were not
    reached; None where it was no sitting.
    """
    held = _held(request, signing)
    request.session.pop(KEY, None)
    return (held["said"], len(held["rest"])) if held else None


@transaction.atomic
def _open_next(
    request: HttpRequest,
    signing: SigningSession,
    draft: ReleaseDraft,
    who: Mapping[str, Any],
) -> SigningSession | None:
    """In the same browser, which is nobody's in between; None where another tab has given
    it back meanwhile.
    """
    over = SigningSession.objects.filter(pk=signing.pk, left_at=None)
    if not over.update(left_at=timezone.now()):
        return None
    return open_if_free(request, draft, signing.opened_by, **who)
