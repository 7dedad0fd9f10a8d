"""The room that a browser becomes once a release or a form is handed over to be signed, or
a plan to be read.

The session of the browser says that it is one, and holds what is typed on the way; the
``SigningSession`` says whose it is, and what became of it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from practice.database.constraints import violated
from practice.models import User
from releases.models import HowEnded, ReleaseDraft, SigningSession, Way

KEY = "signing"  # in the browser's session


def key_hash_of(key: str) -> str:
    """What stands for a session's key: who reads the table cannot take the session."""
    return salted_hmac("releases.signing.room", key, algorithm="sha256").hexdigest()


def open_room(
    request: HttpRequest,
    draft: ReleaseDraft | None,
    opened_by: User,
    *,
    way: Way = Way.ROOM,
    **asked: Any,
) -> SigningSession:
    """Make this browser a room, for ``draft`` alone, or what ``asked`` says, who is to sign
    too. Where another tab has made it one, it is that.
    """
    if opened := open_if_free(request, draft, opened_by, way=way, **asked):
        return opened
    key_hash = key_hash_of(request.session.session_key or "")
    signing = SigningSession.objects.get(key_hash=key_hash, left_at=None)
    request.session[KEY] = {"pk": signing.pk}
    return signing


def open_if_free(
    request: HttpRequest,
    draft: ReleaseDraft | None,
    opened_by: User,
    *,
    way: Way = Way.ROOM,
    **asked: Any,
) -> SigningSession | None:
    """As ``open_room``; None, and nothing done, where another tab has made it one."""
    if request.session.session_key is None:
        request.session.create()
    key_hash, now = key_hash_of(request.session.session_key or ""), timezone.now()
    try:
        with transaction.atomic():
            signing = SigningSession.objects.create(
                draft=draft,
                way=way,
                key_hash=key_hash,
                opened_by=opened_by,
                opened_at=now,
                last_seen=now,
                **asked,
            )
    except IntegrityError as error:
        if violated(error) != "signing_session_one_a_browser":
            raise
        return None
    request.session[KEY] = {"pk": signing.pk}
    return signing


def signing_of(request: HttpRequest) -> SigningSession | None:
    """What this browser is a room for; None where it is none. As the middleware found it."""
    found: SigningSession | None = getattr(request, "signing", None)
    return found


def end(signing: SigningSession, how: HowEnded) -> bool:
    """End it, once: whether it was this that ended it."""
    now = timezone.now()
    left = now if signing.way == Way.LINK or how == HowEnded.SIGNED_OUT else None
    still = SigningSession.objects.filter(pk=signing.pk, ended_at=None)
    ended = still.update(ended_at=now, ended_how=how, left_at=left)
    if ended:
        signing.ended_at, signing.ended_how, signing.left_at = now, how, left
    return bool(ended)


def leave(request: HttpRequest, signing: SigningSession) -> None:
    """Free the browser, for whoever opened the room; under a new key, as who was alone with
    it may have read the old one.
    """
    end(signing, HowEnded.HANDED_BACK)
    SigningSession.objects.filter(pk=signing.pk, left_at=None).update(
        left_at=timezone.now()
    )
    request.session.pop(KEY, None)
    request.session.cycle_key()


def end_of_dead_session(request: HttpRequest) -> None:
    """End what was open in a session that is gone, as its browser comes back."""
    if key := request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        left = SigningSession.objects.filter(key_hash=key_hash_of(key), left_at=None)
        for signing in left:
            forget(signing)


def forget(signing: SigningSession) -> None:
    """Its browser is at the door again."""
    end(signing, HowEnded.SIGNED_OUT)
    SigningSession.objects.filter(pk=signing.pk, left_at=None).update(
        left_at=timezone.now()
    )
