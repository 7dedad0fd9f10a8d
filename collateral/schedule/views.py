"""The clinician's week, and the front desk's day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from clients.models import Contact
from collateral.debrief.due import debriefs_due, practices_due
from collateral.ending.waits import waits_for
from collateral.models import Participant, Session, SessionQuerySet, Status
from collateral.schedule.week import statuses_of, week_of
from collateral.signed_forms.lacking import has_acknowledged
from practice.models import Role, User
from practice.spans import local_day, start_of
from practice.web.page import page
from practice.web.requests import SignedInRequest
from releases.copies.owed import owes_a_copy
from releases.models import Release, ReleaseDraft, ReleaseQuerySet, SignatureLink
from releases.status import ENDING

FAR = timedelta(days=100 * 366)
# Of debriefs that wait, and of home practice; one more is asked for, to tell that it is.
SHOWN = 5


@page(Role.CLINICIAN)
def week(request: SignedInRequest, day: date | None = None) -> HttpResponse:
    """A clinician's shared sessions in the week of ``day``, and what needs them."""
    today = timezone.localdate()
    day = day or today
    if abs(day - today) > FAR:
        raise Http404
    monday = day - timedelta(days=day.weekday())
    own = with_people(Session.objects.filter(clinician=request.user))
    return render(
        request,
        "collateral/schedule/week.html",
        {
            "week": week_of(monday, own, today),
            "needs": _needs(request, timezone.now()),
            "waits": waits_for(request.user),
        },
    )


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


def _needs(request: SignedInRequest, now: datetime) -> dict[str, object]:
    """What waits for a clinician: held sessions, what came of those that took place, and
    releases to get signed.
    """
    held = Session.objects.filter(
        clinician=request.user, status=Status.HELD, during__startswith__gte=now
    )
    # In one query, as both are sessions.
    soonest = held.order_by("during__startswith", "pk").values("pk")[:10]
    due = debriefs_due(request.user, now).values("pk")[: SHOWN + 1]
    sessions = list(
        Session.objects.filter(pk__in=soonest.union(due))
        .select_related("client")
        .order_by("during__startswith", "pk")
    )
    debriefs = [each for each in sessions if each.status != Status.HELD]
    practices = list(practices_due(request.user, timezone.localdate())[: SHOWN + 1])
    drafts = ReleaseDraft.objects.visible_to(request.user).awaiting_signature()
    locked = SignatureLink.objects.locked().filter(draft=OuterRef("pk"))
    drafts = drafts.annotate(link_locked=Exists(locked)).order_by(
        "-link_locked", "-prepared_at", "-pk"
    )
    signed: list[Any] = list(_ending_or_owed(request.user, now))
    return {
        "held": [each for each in sessions if each.status == Status.HELD],
        "debriefs": debriefs[:SHOWN],
        "more_debriefs": len(debriefs) > SHOWN,
        "practices": practices[:SHOWN],
        "more_practices": len(practices) > SHOWN,
        "drafts": drafts.select_related("client", "contact")[:10],
        "ending": [each for each in signed if each.ends_soon][:10],
        "copies": [each for each in signed if each.owes_copy][:10],
    }


def _ending_or_owed(user: User, now: datetime) -> ReleaseQuerySet:
    """In one query the releases that end soon, and those of which a signer has no copy."""
    seen = Release.objects.visible_to(user)
    ending = seen.ending_before(now, now + ENDING).filter(pk=OuterRef("pk"))
    told = seen.annotate(ends_soon=Exists(ending), owes_copy=owes_a_copy(now))
    return (
        told.filter(Q(ends_soon=True) | Q(owes_copy=True), in_force__endswith__gt=now)
        .select_related("client", "contact")
        .order_by("in_force__endswith", "pk")[:60]
    )
