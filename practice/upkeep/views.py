"""What monitors ask, who sign in nowhere: is it there, can it work, and how is it."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from practice.database.comparison import is_migrated
from practice.upkeep.machine import has_room
from practice.upkeep.numbers import numbers

PLAIN = "text/plain; charset=utf-8"
METRICS = "text/plain; version=0.0.4; charset=utf-8"


@login_not_required
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """That this process answers, and nothing else: no database is asked."""
    return HttpResponse("alive\n", content_type=PLAIN)


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 if people can work here, else 503 with what is in the way, in a word each. That
    the rules are kept was compared before the first page: nothing is served without.
    """
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


class _Migrated:
    """Whether the tables are of this version: asked until they are."""

    is_so = False

    @classmethod
    def lacks(cls) -> list[str]:
        cls.is_so = cls.is_so or is_migrated(connection)
        return [] if cls.is_so else ["migrations"]


def _lacks() -> list[str]:
    room = [] if has_room() else ["disk"]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return room + _Migrated.lacks()
    except DatabaseError:
        return [*room, "database"]
