"""A series: its page, and what can be done with many of its sessions at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from collateral.gate import Cleared, Line
from collateral.gate.cures import get_label, release_url
from collateral.gate.remedies import NO_RELEASE_HELPS
from collateral.gate.scheduling import SchedulingRequest, schedules
from collateral.gate.several import Answer, answer_each
from collateral.models import LeftOutDate, SessionSeries
from collateral.series.act import Done, book_left_out, let_go
from collateral.series.change import cancel_each, move_each, reopen_each
from collateral.series.change_forms import (
    CancelEachForm,
    LeftOutForm,
    MoveEachForm,
    ReopenEachForm,
)
from collateral.series.dates import Date
from collateral.series.found import (
    ahead_in,
    answers_changes_of_series,
    found_series,
    sessions_of,
)
from collateral.series.letting_go import LetGoForm
from collateral.series.said import rule_of, say_done, say_sessions
from collateral.series.seen import Seen, offered
from collateral.series.table import Row, Table, row_of
from practice.forms import submitted_once
from practice.spans import local_day
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest


@page(*OFFICE)
def series(request: SignedInRequest, series_id: int) -> HttpResponse:
    """Its sessions, and the dates that wait."""
    found = found_series(request, series_id)
    every = list(sessions_of(found).prefetch_related("participants__contact"))
    context = _about(found) | {
        "sessions": every,
        "ahead": {each.pk for each in ahead_in(found)},
        "waiting": list(found.left_out.waiting()),
    }
    return render(request, "collateral/series/series.html", context)


def _about(found: SessionSeries) -> dict[str, Any]:
    first = sessions_of(found).first()
    day = local_day(first.during.lower) if first else found.until_on
    return {"series": found, "rule": rule_of(found.every, day)}


@dataclass(frozen=True)
class Change:
    """What is done with many: as its page says it, and the act that does it."""

    title: str
    verb: str
    action: str
    act: Callable[[list[Answer]], Done]


@page(*OFFICE, methods=FORM)
@schedules(MoveEachForm.asked, _("These sessions were not moved"))
@answers_changes_of_series
@submitted_once
def series_move(
    request: SchedulingRequest[MoveEachForm], series_id: int
) -> HttpResponse:
    """Move many by weekday, time of day or room."""
    form = request.scheduling.form

    def act(good: list[Answer]) -> Done:
        waiting, outside = _moved_with(form), form.outside_each
        return move_each(_cleared(good), waiting, request.user, outside=outside)

    return _change(
        request, Change("Move sessions of this series", "Move", "moved", act)
    )


def _moved_with(form: MoveEachForm) -> list[tuple[LeftOutDate, Date]]:
    since = form.cleaned_data["since"].during.lower
    waiting = form.series.left_out.waiting().filter(during__startswith__gte=since)
    return [(each, form.moved(each.during)) for each in waiting]


@page(*OFFICE, methods=FORM)
@schedules(ReopenEachForm.asked, _("These sessions were not booked again"))
@answers_changes_of_series
@submitted_once
def series_reopening(
    request: SchedulingRequest[ReopenEachForm], series_id: int
) -> HttpResponse:
    """Take someone out of many, or book again what is on hold."""

    def act(good: list[Answer]) -> Done:
        return reopen_each(_cleared(good), request.user)

    title = "Take a person out, or book again"
    return _change(request, Change(title, "Book", "booked again", act))


@page(*OFFICE, methods=FORM)
@schedules(LeftOutForm.asked, _("These dates were not booked"))
@answers_changes_of_series
@submitted_once
def series_left_out(
    request: SchedulingRequest[LeftOutForm], series_id: int
) -> HttpResponse:
    """Book dates that were left out, once everyone is covered and free."""
    form = request.scheduling.form
    dates = {each.during: each for each in form.dates}

    def act(good: list[Answer]) -> Done:
        both = [(dates[a.proposal.during], a.cleared) for a in good if a.cleared]
        assert form.newest  # noqa: S101 (or there would be nothing good)
        outside = form.outside_each
        return book_left_out(both, form.newest, request.user, outside=outside)

    return _change(request, Change("Dates that wait", "Book", "booked", act))


def _cleared(good: Iterable[Answer]) -> list[Cleared]:
    return [each.cleared for each in good if each.cleared]


def _change(request: SchedulingRequest[Any], change: Change) -> HttpResponse:
    """Show what would become of each; once that was seen, do it with the good ones."""
    form, answers = request.scheduling.form, request.scheduling.answers
    table, seen = _table(request, answers), Seen.by(request)
    keys = seen.good(table)
    if good := [each for each in answers or () if _key(each) in keys]:
        done = None
        with form.explaining_violations():
            done = change.act(good)
        if done:
            verb = f"{change.action.capitalize()}:"
            messages.success(request, say_done(verb, done, seen.changed(table)))
            return redirect("series", form.series.pk)
        answers = answer_each(form.proposals)
        table = _table(request, answers)
    context = _about(form.series) | {
        "form": form,
        "change": change,
        "asked": answers is not None,
        "lacking": _lacking(table.rows) if _theirs(request, form.series) else [],
        **offered(request, form, table),
    }
    unsaid = request.method == "POST" and not form.layout.fields
    status = 422 if seen or form.errors or unsaid else 200
    return render(request, "collateral/series/change.html", context, status=status)


def _theirs(request: SignedInRequest, series: SessionSeries) -> bool:
    return series.client.is_visible_to(request.user)


def _lacking(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Where to get the release of each whom one might cover, and what that is called."""
    gaps = (gap for row in rows for gap in row.gaps)
    first: dict[int, Line] = {}
    for gap in gaps:
        if not NO_RELEASE_HELPS & set(gap.codes):
            first.setdefault(gap.contact.pk, gap)
    return [(release_url(gap), get_label(gap)) for gap in first.values()]


def _key(answer: Answer) -> str:
    """How a form names it: the session; of a date that waits, the day."""
    proposal = answer.proposal
    return str(proposal.session_id or local_day(proposal.during.lower).isoformat())


def _table(request: SchedulingRequest[Any], answers: list[Answer] | None) -> Table:
    """In the order of the days; with nothing, until something is asked."""
    if answers is None:
        return Table([])
    form, user = request.scheduling.form, request.user
    rows = [row_of(_key(each), each, form.outside_each, user) for each in answers]
    rows += getattr(form, "unable", ())
    return Table(sorted(rows, key=lambda row: row.during.lower))  # type: ignore[union-attr]


@page(*OFFICE, methods=FORM)
@answers_changes_of_series
@submitted_once
def series_cancellation(request: SignedInRequest, series_id: int) -> HttpResponse:
    """Cancel many, saying why."""
    form = CancelEachForm.asked(request, series_id)
    if form.is_valid():
        number = cancel_each(form.chosen, form.cleaned_data["reason"], request.user)
        messages.success(request, f"Cancelled {say_sessions(number)}.")
        return redirect("series", series_id)
    context = _about(form.series) | {"form": form}
    status = 422 if form.is_bound else 200
    return render(
        request, "collateral/series/cancellation.html", context, status=status
    )


@page(*OFFICE, methods=FORM)
@submitted_once
def series_letting_go(request: SignedInRequest, series_id: int) -> HttpResponse:
    """Wait no longer for dates that were left out."""
    found = found_series(request, series_id)
    form = LetGoForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        number = let_go(form.cleaned_data["dates"], request.user)
        dates = "one date" if number == 1 else f"{number} dates"
        messages.success(request, f"Let go of {dates}.")
        return redirect("series", series_id)
    context = _about(found) | {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/series/letting_go.html", context, status=status)
