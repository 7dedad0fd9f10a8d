"""A shared session: its page, and what can be done with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.cards.card import cards_of
from collateral.cards.matrix import matrix_of
from collateral.deciding.together import together
from collateral.ending.late import revoked_before
from collateral.gate.remedies import releases_for
from collateral.gate.scheduling import SchedulingRequest, schedules
from collateral.gate.unsent import forget, leads_back
from collateral.models import Arrival, Session, Status
from collateral.models.topic import LABELS
from collateral.parents.family import missing_from
from collateral.plans.shown import plan_shown
from collateral.reminders.told import told_of
from collateral.sessions.cancel import cancel
from collateral.sessions.cancelling import CancelForm
from collateral.sessions.cpt import code_to_consider
from collateral.sessions.forms import JoinForm, ReopenForm
from collateral.sessions.found import answers_changes, found_session, refuse_if_over
from collateral.sessions.going_back import give_reason_back, left_by, remember
from collateral.sessions.join import join
from collateral.sessions.move import move
from collateral.sessions.move_form import MoveForm
from collateral.sessions.moving import move_page
from collateral.sessions.proposing import proposal_of, seats_of
from collateral.sessions.reopen import reopen
from collateral.sessions.seats import CHANGES
from practice.formats import say_list, say_span
from practice.forms import submitted_once
from practice.spans import local_day
from practice.web.page import FORM, OFFICE, page
from practice.web.requests import SignedInRequest

ON_HOLD = " The session is on hold until the client approves that."
# As the front desk is told: why, is between client and clinician.
ON_HOLD_PLAINLY = " The session is on hold: ask the clinician."


@page()
def session(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Who joins, when and where, and how everyone's release stands for it."""
    found, now = found_session(request, session_id), timezone.now()
    seats = list(seats_of(found))
    people = [seat.contact for seat in seats]
    off = found.fell_through_by(now)
    cancellation = _cancellation(found)
    asked, may = proposal_of(found, people), request.user.is_clinician
    theirs = found.client.is_visible_to(request.user)
    warns = may and theirs and not off
    lines = [] if off else releases_for(asked, request.user, deciding=may)
    covered = all(line.covered for line, _ in lines)
    shown = plan_shown(found, request.user, covered=covered)
    cards = cards_of(found, people, shown.get("version")) if may and not off else []
    context = {
        "session": found,
        "cards": cards,
        "matrix": matrix_of(cards, asked.hears),
        "code": "" if off else code_to_consider(found),
        "missing": missing_from(found.client, people) if warns else None,
        "theirs": theirs,
        "people": people,
        "off": off,
        "cancellation": cancellation,
        "cancelled_by": cancellation.name_of("actor") if cancellation else "",
        "lines": lines,
        "together": together(found, [line for line, _ in lines], request.user),
        "covered": covered,
        "offered": {remedy.url for _, remedies in lines for remedy in remedies},
        "revoked": revoked_before(found) if found.took_place_by(now) else [],
        "unacknowledged": [s.contact for s in seats if not s.has_acknowledged],
        "begun": not off and found.during.lower <= now,
        "here": local_day(found.during.lower) <= local_day(now),
        "ended_early": _ended_early(found) if found.took_place_by(now) else None,
        **_who_was_there(found),
        "reminders": told_of(found, seats, now),
        "open": found.status in CHANGES and found.during.upper > now,
        **shown,
        "hearing": [
            (who, [LABELS[t] for t in asked.heard_by(who.pk)]) for who in people
        ],
    }
    return render(request, "collateral/sessions/session.html", context)


def _ended_early(session: Session) -> ConsentEvent | None:
    """What ended its cover while people were in the room, if something did."""
    if session.status == Status.SCHEDULED:
        return None  # nobody was checked in
    events = ConsentEvent.objects.filter(
        client=session.client_id, session_id=session.pk, kind=EventKind.ENDED_EARLY
    )
    return events.select_related("contact").last()


def _who_was_there(session: Session) -> dict[str, list[Contact | Client]]:
    """Who was in the room, and who did not come, of one that is completed."""
    if session.status != Status.COMPLETED:
        return {}
    told = Arrival.objects.standing().filter(session=session).select_related("contact")
    came: dict[bool, list[Contact | Client]] = {True: [], False: []}
    for each in told:
        came[each.came].append(each.contact or session.client)
    return {"there": came[True], "absent": came[False]}


def _cancellation(session: Session) -> ConsentEvent | None:
    """By whom, when and why the session was cancelled, if it was."""
    if session.status != Status.CANCELLED:
        return None
    events = ConsentEvent.objects.filter(
        client=session.client_id, session_id=session.pk, kind=EventKind.CANCELLED
    )
    return events.select_related("actor").first()


@page(*OFFICE, methods=FORM)
@schedules(MoveForm.asked, _("This session was not moved"))
@answers_changes
@submitted_once
def session_move(request: SchedulingRequest[MoveForm], session_id: int) -> HttpResponse:
    """Move a session to another time or place."""
    form, cleared = request.scheduling.form, request.scheduling.cleared
    refuse_if_over(form.session)
    if cleared:
        give_reason_back(request, form)
    if cleared and form.is_free():
        with form.explaining_violations():
            seen, outside, left = form.seen, form.outside, left_by(form.session)
            moved = move(cleared, request.user, seen=seen, outside=outside)
            remember(request, left, moved.during)
            forget(request)
            messages.success(request, f"Moved to {say_span(moved.during)}.")
            return redirect("session", session_id)
    status = 422 if form.is_bound else 200
    shown = move_page(form, request.user)
    return render(request, "collateral/sessions/move.html", shown, status=status)


@page(*OFFICE, methods=FORM)
@schedules(ReopenForm.asked, _("This session was not booked again"))
@answers_changes
@submitted_once
def session_reopening(
    request: SchedulingRequest[ReopenForm], session_id: int
) -> HttpResponse:
    """Schedule a held session again, or any session without someone."""
    form, found = request.scheduling.form, request.scheduling.form.session
    refuse_if_over(found)
    if cleared := request.scheduling.cleared:
        with form.explaining_violations():
            again = reopen(cleared, request.user)
            forget(request)
            messages.success(request, _say_booked_again(again, form.leaving))
            return redirect(_where_to_go_on(request, again, form.leaving))
    people = [seat.contact for seat in seats_of(found)]
    lines = releases_for(proposal_of(found, people), request.user)
    context = {"session": found, "form": form, "lines": lines}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/sessions/reopening.html", context, status=status)


def _say_booked_again(session: Session, left: list[Contact]) -> str:
    if not left:
        return f"Booked again: {say_span(session.during)}."
    names = say_list(contact.name for contact in left)
    return f"Booked without {names}: {say_span(session.during)}."


def _where_to_go_on(
    request: SignedInRequest, session: Session, left: list[Contact]
) -> str:
    """The move that was refused while those joined who have left; else the page."""
    moving = reverse("session_move", args=[session.pk])
    waits = leads_back(request, session.client_id, [each.pk for each in left])
    is_move = waits is not None and waits.startswith(moving)
    return waits if waits and is_move else reverse("session", args=[session.pk])


@page(*OFFICE, methods=FORM)
@schedules(JoinForm.asked, _("This session was not changed"))
@answers_changes
@submitted_once
def session_participants(
    request: SchedulingRequest[JoinForm], session_id: int
) -> HttpResponse:
    """Give one more contact a seat."""
    form = request.scheduling.form
    refuse_if_over(form.session)
    if cleared := request.scheduling.cleared:
        with form.explaining_violations():
            joined = join(cleared, request.user)
            forget(request)
            held = form.session.stands and not joined.stands
            name = form.cleaned_data["contact"].name
            why = ON_HOLD if request.user.is_clinician else ON_HOLD_PLAINLY
            messages.success(request, f"{name} joins.{why if held else ''}")
            today = local_day(form.session.during.lower) == timezone.localdate()
            return redirect("session_arrival" if today else "session", session_id)
    context = {"session": form.session, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "collateral/sessions/joining.html", context, status=status)


def _say_cancelled(session: Session) -> str:
    names = say_list(seat.contact.name for seat in seats_of(session))
    when = say_span(session.during)
    return f"Cancelled: the session with {names}, {when}. Its time is free again."


@page(*OFFICE, methods=FORM)
@answers_changes
@submitted_once
def session_cancellation(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Cancel a session, saying why."""
    found = found_session(request, session_id)
    refuse_if_over(found)
    form = CancelForm.asked(request)
    if form.is_valid():
        cancel(found, form.in_words, request.user, **form.codes)
        messages.success(request, _say_cancelled(found))
        return redirect("session", found.pk)
    context = {"session": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(
        request, "collateral/sessions/cancellation.html", context, status=status
    )
