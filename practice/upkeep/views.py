"""What monitors ask, who sign in nowhere: is it there, can it work, and how is it."""

from __future__ import annotations

import hmac
import time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from practice.database.comparison import is_migrated, weaknesses
from practice.upkeep.machine import has_room
from practice.upkeep.numbers import numbers

PLAIN = "text/plain; charset=utf-8"
METRICS = "text/plain; version=0.0.4; charset=utf-8"
AGAIN = 30.0  # seconds after which what did not fit is compared again


@login_not_required
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """That this process answers, and nothing else: no database is asked."""
    return HttpResponse("alive\n", content_type=PLAIN)


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 if people can work here, else 503 with what is in the way, in a word each."""
    if lacks := _lacks():
        said = f"not ready: {', '.join(lacks)}\n"
        return HttpResponse(said, status=503, content_type=PLAIN)
    return HttpResponse("ready\n", content_type=PLAIN)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """How it is, in numbers that name nobody, for whoever has the token (Prometheus)."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        raise Http404
    return HttpResponse(numbers(), content_type=METRICS)


class _Kept:
    """Whether tables and rules are as declared: compared once, and again only if not."""

    fits, at = False, 0.0

    @classmethod
    def lacks(cls) -> list[str]:
        if cls.fits:
            return []
        if cls.at and time.monotonic() - cls.at < AGAIN:
            return ["rules"]
        cls.at = time.monotonic()
        if not is_migrated(connection):
            return ["migrations"]
        cls.fits = not weaknesses(connection)
        return [] if cls.fits else ["rules"]


def _lacks() -> list[str]:
    room = [] if has_room() else ["disk"]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return room + _Kept.lacks()
    except DatabaseError:
        return [*room, "database"]
