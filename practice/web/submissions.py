"""A form counts once, however often it is sent as it is."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from practice.database.transactions import retried
from practice.models import Submission, User
from practice.web.requests import SignedInRequest, View

KEY = "form_key"
V = TypeVar("V", bound=Callable[..., HttpResponse])
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the field's name)


def submitted_once(view: V) -> V:
    """Do what a POST asks once for each ``form_key``; again, it leads where it led.

    The view runs in one transaction, which stands only if it redirects: a form that
    comes back leaves nothing half-written, and its key unused. Exceptions pass.
    """

    @wraps(view)
    def once(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _key(request)
        if request.method != "POST" or key is None:
            return view(request, *args, **kwargs)
        return _answer(view, key, request, *args, **kwargs)

    return cast("V", once)


@retried
def _answer(
    view: View, key: uuid.UUID, request: SignedInRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    # Whoever sends the same key at the same moment waits here for the first to end.
    if not _is_first(request.user, key):
        mine = Submission.objects.get(user=request.user, key=key)
        return _lead(request, mine.url)
    response = view(request, *args, **kwargs)
    if url := _led_to(response):
        _leads_to(url, request.user, key)
    else:
        transaction.set_rollback(True)
    return response


def _is_first(user: User, key: uuid.UUID) -> bool:
    """Whether ``key`` is new: asked and noted in one statement, without a savepoint."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO practice_submission (user_id, key, url, at) "
            "VALUES (%s, %s, '', now()) ON CONFLICT DO NOTHING",
            [user.pk, key],
        )
        return bool(cursor.rowcount)


def _leads_to(url: str, user: User, key: uuid.UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE practice_submission SET url = %s WHERE user_id = %s AND key = %s",
            [url, user.pk, key],
        )


def key_sent(request: SignedInRequest) -> uuid.UUID | None:
    """The key of the form that was sent; None for what could be none."""
    try:
        return uuid.UUID(request.POST.get(KEY, ""))
    except ValueError:
        return None


def forget_old() -> None:
    """Delete the submissions of forms that nobody has open still: twice as long ago as
    anyone stays signed in."""
    longest = timedelta(seconds=settings.SESSION_LONGEST_AGE)
    Submission.objects.filter(at__lt=timezone.now() - 2 * longest).delete()


def _key(request: SignedInRequest) -> uuid.UUID | None:
    """The form's key with what is in it: filled in differently, it is another form."""
    key = key_sent(request)
    if key is None:
        return None
    typed = sorted(item for item in request.POST.lists() if item[0] != TOKEN)
    files = [_digest(each) for _, sent in request.FILES.lists() for each in sent]
    return uuid.uuid5(key, json.dumps([request.path, typed, *files]))


def _digest(file: UploadedFile) -> str:
    digest = sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _led_to(response: HttpResponse) -> str:
    """The path a response sends the browser to, or ``""``."""
    url = response.headers.get("Location") or response.headers.get("HX-Redirect") or ""
    return urlsplit(url).path


def _lead(request: SignedInRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
