"""A clinician's sessions, for whoever has the address: a calendar that asks by itself."""

from __future__ import annotations

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from collateral.feed.written import EVERY, written
from practice.models import CalendarFeed
from practice.secret import sha256_of
from practice.web.page import LOOK


@login_not_required
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """404 for what never was, was replaced, or whose clinician is here no more."""
    if request.method not in LOOK:
        return HttpResponseNotAllowed(LOOK)
    feeds = CalendarFeed.objects.in_use().select_related("clinician")
    feed = feeds.filter(token_sha256=sha256_of(token)).first()
    if feed is None:
        raise Http404
    now = timezone.now()
    _note_reading(feed)
    content = written(feed.clinician, now)
    tag = quote_etag(sha256(content).hexdigest())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["ETag"] = tag
    answer.headers["Content-Disposition"] = 'inline; filename="shared-sessions.ics"'
    found = get_conditional_response(request, etag=tag, response=answer)
    return found or answer


calendar_feed.may_be_kept = True  # type: ignore[attr-defined]


def _note_reading(feed: CalendarFeed) -> None:
    """No oftener than they should ask."""
    now = timezone.now()
    before = Q(read_at=None) | Q(read_at__lt=now - EVERY)
    CalendarFeed.objects.filter(before, pk=feed.pk).update(read_at=now)
