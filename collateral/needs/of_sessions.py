"""What sessions need: a decision, a plan, someone at the door, and word of what came of
them. For clinicians, but for the door.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields.ranges import RangeEndsWith, RangeStartsWith
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    F,
    Func,
    Min,
    OuterRef,
    Q,
)

from collateral.debrief.due import ASKED_FOR, debriefs_of, practices_of
from collateral.models import (
    UNCOMPLETED,
    LeftOutDate,
    PlanVersion,
    Session,
    Status,
    WhyLeftOut,
)
from collateral.needs.asker import Asker, DayAfter, rows
from collateral.plans.unwritten import topics_to_write

STARTS, ENDS = RangeStartsWith("during"), RangeEndsWith("during")
# The door opens a little before.
BEFORE = timedelta(minutes=15)
UNCOVERED = (WhyLeftOut.NOT_COVERED, WhyLeftOut.NUMBER)


class IsApproved(Func):
    """Whether the newest version of a session's plan is, with whoever joins."""

    function = "plan_is_approved"
    output_field = BooleanField()


def _waiting_for_their_plan(sessions: Any, asker: Asker) -> Any:
    """Of those ahead: what was written out or began with a wish, and is not approved."""
    written = PlanVersion.objects.filter(plan=OuterRef("pk"))
    planned = Q(plan__wish__isnull=False) | Exists(written)
    ahead = sessions.filter(during__startswith__gt=asker.now, plan__isnull=False)
    return ahead.exclude(status=Status.CANCELLED).filter(planned, ~Q(IsApproved("pk")))


def held(asker: Asker) -> Any:
    """On hold and ahead, but for those that only their plan keeps, which say so."""
    plans = _waiting_for_their_plan(_own(asker), asker).values("pk")
    found = asker.sessions.filter(
        status=Status.HELD, during__startswith__gte=asker.now
    ).exclude(pk__in=plans)
    return rows(found, "held", due=STARTS, at=STARTS)


def plans(asker: Asker) -> Any:
    """Of their own clients: whoever covers writes none."""
    found = _waiting_for_their_plan(_own(asker), asker)
    return rows(found, "plan", due=STARTS, at=STARTS)


def not_here(asker: Asker) -> Any:
    """Under way, or about to be, and nobody said who came."""
    found = asker.sessions.filter(
        status=Status.SCHEDULED,
        during__startswith__lte=asker.now + BEFORE,
        during__startswith__gt=asker.now - timedelta(days=1),
        during__endswith__gt=asker.now,
        arrivals=None,
    )
    if asker.is_clinician:
        found = found.filter(clinician=asker.me)
    return rows(found, "not_here", due=STARTS, at=STARTS)


def not_completed(asker: Asker) -> Any:
    """Over, and nobody stated who was in the room. Whoever treats the client says so in
    the debrief, which is asked for.
    """
    found = Session.objects.filter(
        status__in=UNCOMPLETED,
        during__endswith__lte=asker.now,
        during__startswith__lte=asker.now,  # which an index serves
        during__startswith__gte=asker.now - ASKED_FOR,
    )
    if asker.is_clinician:
        found = found.filter(clinician=asker.me).exclude(client__clinician=asker.me)
    return rows(found, "not_completed", due=asker.by_tonight(ENDS, 1), at=STARTS)


def uncovered_dates(asker: Asker) -> Any:
    return _left_out(asker, "uncovered_dates", Q(why__in=UNCOVERED))


def left_out_dates(asker: Asker) -> Any:
    return _left_out(asker, "left_out_dates", ~Q(why__in=UNCOVERED))


def _left_out(asker: Asker, kind: str, why: Q) -> Any:
    """A row for each series, by the first date of it that waits."""
    theirs = Q(series__clinician=asker.me) | Q(series__client__in=asker.clients)
    found = (
        LeftOutDate.objects.waiting(asker.now)
        .filter(theirs, why)
        .order_by()
        .values("series")
        .annotate(first=Min(STARTS), number=Count("pk"))
    )
    return rows(
        found,
        kind,
        client="series__client",
        subject="series",
        due=F("first"),
        at=F("first"),
        many=F("number"),
    )


def topics(asker: Asker) -> Any:
    """Booked at the front desk, and about nothing yet."""
    found = topics_to_write(asker.me, asker.now)
    return rows(found, "topics", due=STARTS, at=STARTS)


def debriefs(asker: Asker) -> Any:
    lately = asker.now - ASKED_FOR
    found = debriefs_of(asker.me, asker.now, lately, asker.today, asker.lately)
    return rows(found, "debrief", due=asker.by_tonight(ENDS), at=STARTS)


def practices(asker: Asker) -> Any:
    found = practices_of(asker.clients, asker.today)
    due = asker.by_tonight(DayAfter("due_on"))
    return rows(found, "practice", contact="contact_id", due=due, at=DayAfter("due_on"))


def _own(asker: Asker) -> Any:
    return asker.sessions.filter(client__clinician=asker.me)
