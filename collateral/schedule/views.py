"""The week, and the front desk's day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from clients.models import Contact
from collateral.ending.waits import waits_for
from collateral.models import Participant, Session, SessionQuerySet, Status
from collateral.schedule.needs import needs_of
from collateral.schedule.shown import FAR, WeekForm
from collateral.schedule.week import statuses_of, week_of
from collateral.signed_forms.lacking import has_acknowledged
from practice.models import Role
from practice.spans import local_day, start_of
from practice.web.page import page
from practice.web.requests import SignedInRequest


@page()
def week(request: SignedInRequest, day: date | None = None) -> HttpResponse:
    """The shared sessions of a clinician, a room or the whole practice in the week of
    ``day``; and beside them, for a clinician, what needs them.
    """
    now, today = timezone.now(), timezone.localdate()
    if day and abs(day - today) > FAR:
        raise Http404
    form = WeekForm.asked(request, day or today)
    day = form.cleaned_data.get("on") or today
    monday = day - timedelta(days=day.weekday())
    context = {"week": week_of(monday, form.shown, request.user, now), "form": form}
    if request.user.is_clinician:
        context |= {"needs": needs_of(request.user, now)}
        context |= {"waits": waits_for(request.user)}
    status = 422 if form.errors else 200
    return render(request, "collateral/schedule/week.html", context, status=status)


@page(Role.FRONT_DESK, Role.ADMIN)
def day(request: SignedInRequest) -> HttpResponse:
    """Today's and tomorrow's shared sessions, and how each release stands."""
    today = timezone.localdate()
    days = [today, today + timedelta(days=1)]
    sessions = with_people(
        Session.objects.visible_to(request.user)
        .starting(start_of(today), start_of(today + timedelta(days=2)))
        .exclude(status=Status.CANCELLED)
        .select_related("clinician")
    )
    found: dict[date, list[tuple[Session, object, list[Contact]]]] = {
        each: [] for each in days
    }
    for session in sessions:
        seats: Any = session.participants.all()
        lacking = [s.contact for s in seats if not s.has_acknowledged]
        row = (session, statuses_of(session), lacking)
        found[local_day(session.during.lower)].append(row)
    context = {
        "days": found.items(),
        "today": today,
        "waits": waits_for(request.user),
    }
    return render(request, "collateral/schedule/day.html", context)


def with_people(sessions: SessionQuerySet) -> SessionQuerySet:
    """With client, room, each seat's contact and what they signed: three queries,
    however many sessions.
    """
    return sessions.select_related("client", "room").prefetch_related(
        Prefetch(
            "participants",
            Participant.objects.select_related("contact").annotate(
                has_acknowledged=has_acknowledged()
            ),
        ),
        "participants__contact__releases",
    )
