"""Booking what repeats: first the table of its dates, then the good ones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from collateral.booking.form import BookingForm
from collateral.gate import Cleared
from collateral.gate.refusal import record_refusal
from collateral.gate.scheduling import SchedulingRequest
from collateral.gate.several import Answer, answer_each
from collateral.gate.unsent import forget
from collateral.models import Status
from collateral.series.act import Done, start_series
from collateral.series.said import rule_of, say_done
from collateral.series.seen import Seen, offered
from collateral.series.table import Table, table_of

PAGE = "collateral/series/booking.html"


def book_series(
    request: SchedulingRequest[BookingForm], answers: list[Answer]
) -> HttpResponse:
    """Show what would become of each date; once that was seen, book the good ones."""
    form = request.scheduling.form
    table, seen = _table(request, answers), Seen.by(request)
    keys = seen.good(table)
    good = [each.cleared for each in answers if each.cleared and _key(each) in keys]
    if good:
        done = None
        with form.explaining_violations():
            done = _start(request, good, table, answers)
        if done:
            forget(request)
            messages.success(request, say_done("Booked", done, seen.changed(table)))
            return redirect(_next(done))
        answers = answer_each(form.proposals or [])
        table = _table(request, answers)
    return _shown(request, form, table, status=422 if seen else 200)


def _table(request: SchedulingRequest[BookingForm], answers: list[Answer]) -> Table:
    form = request.scheduling.form
    return table_of(form.repeated, answers, form.outside_each, request.user)


def _next(done: Done) -> str:
    """The plan, where it waits for one; else the page of the series."""
    first = done.sessions[0]
    if first.status == Status.HELD:
        return reverse("plan_edit", args=[first.pk])
    return reverse("series", args=[first.series_id])


def _key(answer: Answer) -> str:
    return timezone.localtime(answer.proposal.during.lower).date().isoformat()


def _start(
    request: SchedulingRequest[BookingForm],
    good: list[Cleared],
    table: Table,
    answers: list[Answer],
) -> Done:
    form = request.scheduling.form
    booked = {each.proposal.during for each in good}
    left = [
        (row.during, row.why)
        for row in table.rows
        if row.during and row.during not in booked
    ]
    by, outside = request.user, form.outside_each
    done = start_series(form.series, good, left, form.plan, by, outside=outside)
    refused = next((each for each in answers if each.verdict), None)
    if refused and refused.verdict:
        record_refusal(request, refused.proposal, refused.verdict)
    return done


def _shown(
    request: SchedulingRequest[BookingForm],
    form: BookingForm,
    table: Table,
    status: int,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "client": form.session.client,
        "people": form.proposal.contacts,
        "proposal": form.proposal,
        "rule": rule_of(form.cleaned_data["repeat"], form.dates[0].day),
        **offered(request, form, table),
    }
    return render(request, PAGE, context, status=status)
