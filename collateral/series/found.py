"""A series as someone may see it, and its sessions that may still change."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from collateral.models import Session, SessionSeries
from collateral.sessions.seats import CHANGES, SessionChanged
from practice.web.requests import SignedInRequest

V = TypeVar("V", bound=Callable[..., HttpResponse])


def found_series(request: SignedInRequest, series_id: int) -> SessionSeries:
    """Raises Http404 for a stranger."""
    series = SessionSeries.objects.visible_to(request.user)
    related = series.select_related("client__clinician", "clinician")
    return get_object_or_404(related, pk=series_id)


def sessions_of(series: SessionSeries) -> QuerySet[Session]:
    """In their order, with the people and the room that each names."""
    sessions = series.sessions.select_related(
        "client__clinician", "clinician", "room", "plan__wish"
    )
    return sessions.order_by("during__startswith", "pk")


def ahead_in(series: SessionSeries) -> QuerySet[Session]:
    """Those that are booked or on hold, and not over."""
    now = timezone.now()
    return sessions_of(series).filter(status__in=CHANGES, during__endswith__gt=now)


def answers_changes_of_series(view: V) -> V:
    """Lead to the series' page where someone was quicker, saying so."""

    @wraps(view)
    def answering(
        request: SignedInRequest, series_id: int, **kwargs: Any
    ) -> HttpResponse:
        try:
            return view(request, series_id=series_id, **kwargs)
        except SessionChanged as news:
            messages.error(request, str(news))
            return redirect("series", series_id)

    return cast("V", answering)
