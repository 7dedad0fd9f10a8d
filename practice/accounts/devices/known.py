"""Whether somebody signed in with this browser before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from practice.accounts.devices.models import KnownBrowser
from practice.accounts.notices import Notice, tell
from practice.secret import sha256_of

LASTS = timedelta(days=365)
LENGTH = 32  # letters and figures, as a session's key


def recognise(request: HttpRequest, response: HttpResponse, user: Any) -> None:
    """Know it from now on; tell who has others, and never had this one."""
    token = request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "")
    if len(token) != LENGTH:
        token = get_random_string(LENGTH)
    mine = KnownBrowser.objects.filter(user_id=user.pk)
    mine.filter(last_at__lt=Now() - LASTS).delete()
    found = mine.filter(token_sha256=sha256_of(token))
    if not found.update(last_at=Now()):
        if mine.exists():
            tell(user, Notice.NEW_DEVICE)
        mine.get_or_create(user_id=user.pk, token_sha256=sha256_of(token))
    response.set_cookie(
        settings.BROWSER_COOKIE_NAME,
        token,
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
