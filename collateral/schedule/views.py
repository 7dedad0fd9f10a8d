"""The week, and the front desk's day."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from collateral.needs.lines import head_of
from collateral.schedule.day import DAY, days_of, next_working_day
from collateral.schedule.shown import FAR, DayForm, WeekForm, monday_of
from collateral.schedule.week import week_of
from practice.models import Role
from practice.web.page import page
from practice.web.requests import SignedInRequest


@page()
def week(request: SignedInRequest, day: date | None = None) -> HttpResponse:
    """The shared sessions of a clinician, a room or the whole practice in the week of
    ``day``; and where a clinician begins, what needs them.
    """
    now, today = timezone.now(), timezone.localdate()
    begins = day is None and not request.GET
    if day and abs(day - today) > FAR:
        raise Http404
    form = WeekForm.asked(request, day or today)
    day = form.cleaned_data.get("on") or today
    shown = week_of(monday_of(day), form.shown, form.closures, request.user, now)
    context = {"week": shown, "form": form}
    if begins and request.user.is_clinician:
        context |= {"needs": head_of(request), "named": not request.user.initials_only}
    status = 422 if form.errors else 200
    return render(request, "collateral/schedule/week.html", context, status=status)


@page(Role.FRONT_DESK, Role.ADMIN)
def day(request: SignedInRequest) -> HttpResponse:
    """Today and the next working day, and what is to be done besides; or, as the form
    asks, the way to another day.
    """
    today = timezone.localdate()
    form = DayForm(request.GET or None)
    if form.is_valid() and form.cleaned_data["on"]:
        return redirect("day_of", form.cleaned_data["on"])
    after = next_working_day(today)
    context = {
        "days": days_of(request.user, today, after).items(),
        "form": form,
        "today": today,
        "tomorrow": today + DAY,
        "after": after,
        "needs": head_of(request),
        "named": not request.user.initials_only,
        "now": timezone.now(),
    }
    status = 422 if form.errors else 200
    return render(request, "collateral/schedule/day.html", context, status=status)


@page(Role.FRONT_DESK, Role.ADMIN)
def day_of(request: SignedInRequest, day: date) -> HttpResponse:
    """One day, as it is printed."""
    today = timezone.localdate()
    if abs(day - today) > FAR:
        raise Http404
    context = {
        "days": days_of(request.user, day, day).items(),
        "form": DayForm(initial={"on": day}),
        "day": day,
        "before": day - DAY,
        "after": day + DAY,
        "today": today,
        "tomorrow": today + DAY,
        "now": timezone.now(),
    }
    return render(request, "collateral/schedule/day.html", context)


@page(Role.FRONT_DESK, Role.ADMIN)
def day_worker(request: SignedInRequest) -> HttpResponse:
    """What answers for the day without network. It stands beside the days, as browsers let
    it answer for no other page.
    """
    return render(
        request,
        "collateral/schedule/worker.js",
        content_type="text/javascript; charset=utf-8",
    )
