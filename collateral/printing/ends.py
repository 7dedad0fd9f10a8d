"""The queue of what ends: by the next session that a release carries."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.fields.ranges import RangeStartsWith
from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from collateral.models import STANDING, Participant, Session
from practice.web.page import OFFICE, page
from practice.web.pages import Page
from practice.web.requests import SignedInRequest
from releases.models import Kind, Release
from releases.models.ends import NEVER

PER_PAGE = 20
DAYS = (30, 60)


@page(*OFFICE)
def what_ends(request: SignedInRequest) -> HttpResponse:
    """Releases that end soon with nothing to follow, nearest next session first."""
    days = DAYS[request.GET.get("days") == str(DAYS[1])]
    now = timezone.now()
    releases = by_next_session(Release.objects.visible_to(request.user), now)
    ending = releases.ending_before(now, now + timedelta(days=days))
    found = Page.of(
        ending.saying_for_whom().with_draft().select_related("client", "contact"),
        ("next_at", "in_force__endswith", "id"),
        request.GET.get("after", ""),
        PER_PAGE,
        among=releases,
    )
    carried = {release.carries for release in found.rows} - {None}
    sessions = Session.objects.select_related("clinician").in_bulk(carried)
    context = {
        "page": found,
        "rows": [(release, sessions.get(release.carries)) for release in found.rows],
        "days": days,
        "choices": DAYS,
    }
    return render(request, "collateral/printing/ends.html", context)


def by_next_session(releases: Any, now: datetime) -> Any:
    """Each with ``carries``, the id of the next session that stands on it, and ``next_at``,
    when that starts: never, where there is none.
    """
    next_at = Case(
        When(kind=Kind.GENERAL, then=Subquery(_next(now).values("starts")[:1]))
    )
    carries = Case(
        When(kind=Kind.GENERAL, then=Subquery(_next(now).values("session")[:1]))
    )
    return releases.annotate(next_at=Coalesce(next_at, Value(NEVER)), carries=carries)


def _next(now: datetime) -> QuerySet[Any]:
    """Seats ahead that the release carries, the soonest first."""
    seats = Participant.objects.filter(
        client=OuterRef("client"),
        contact=OuterRef("contact"),
        status__in=STANDING,
        during__startswith__gt=now,
        during__startswith__lt=OuterRef("in_force__endswith"),
    )
    return seats.annotate(starts=RangeStartsWith("during")).order_by("starts", "pk")
