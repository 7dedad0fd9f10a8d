"""Booking a series, and the dates that were left out of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from collateral.booking.book import write
from collateral.booking.outside import OutsideEach
from collateral.gate import Cleared, NotCovered, confirm_each
from collateral.models import (
    LeftOutDate,
    Session,
    SessionSeries,
    SharedSessionPlan,
    WhyLeftOut,
)
from collateral.plans.act import carry_plan
from collateral.series.table import why_not
from collateral.sessions.seats import SessionChanged, lock
from practice.database.transactions import retried
from practice.models import User
from practice.spans import Span


@dataclass(frozen=True)
class Done:
    """What was booked or changed, and what ``lost`` its cover as that was done."""

    sessions: list[Session]
    lost: list[NotCovered]


@retried
def start_series(
    series: SessionSeries,
    good: Sequence[Cleared],
    left: Iterable[tuple[Span, WhyLeftOut]],
    plan: SharedSessionPlan,
    actor: User,
    *,
    outside: OutsideEach,
) -> Done:
    """Book what is ``good``, as one series, each with a plan like ``plan``; what is
    ``left``, and what is not covered any more, waits. Raises NotCovered where nothing is.
    """
    cleared, lost = still_cleared(good)
    series.started_by, series.started_at = actor, timezone.now()
    series.save(force_insert=True)
    sessions = write(cleared, plan, actor, series, outside=outside)
    leave_out(series, [*left, *((each.proposal.during, why(each)) for each in lost)])
    return Done(sessions, lost)


@retried
def book_left_out(
    good: Sequence[tuple[LeftOutDate, Cleared]],
    newest: Session,
    actor: User,
    *,
    outside: OutsideEach,
) -> Done:
    """Book dates of a series that were left out, as its ``newest`` session is, with the
    plan that it has. Raises SessionChanged if somebody was quicker, NotCovered where
    nothing is covered any more.
    """
    dates = claim_left_out([date for date, _ in good])
    cleared, lost = still_cleared([each for _, each in good])
    series = dates[0].series
    sessions = write(cleared, newest.plan, actor, series, outside=outside)
    carry_plan(newest, sessions, actor)
    by_start = {each.during.lower: each for each in dates}
    for session in sessions:
        date = by_start[session.during.lower]
        date.session = session
        date.save(update_fields=["session"])
    return Done(sessions, lost)


@retried
def let_go(dates: Iterable[LeftOutDate], actor: User) -> int:
    """Wait for these dates no longer; for how many that was."""
    waiting = LeftOutDate.objects.waiting().filter(pk__in=[each.pk for each in dates])
    return waiting.update(let_go_by=actor, let_go_at=timezone.now())


def still_cleared(
    good: Sequence[Cleared],
) -> tuple[list[Cleared], list[NotCovered]]:
    """What is so under the locks of all who join, and what is not any more."""
    lock({c.pk: c for each in good for c in each.proposal.contacts}.values())
    answers = confirm_each(good)
    lost = [each for each in answers if isinstance(each, NotCovered)]
    cleared = [each for each in answers if isinstance(each, Cleared)]
    if not cleared:
        raise lost[0]
    return cleared, lost


def leave_out(series: SessionSeries, left: Iterable[tuple[Span, WhyLeftOut]]) -> None:
    now = timezone.now()
    LeftOutDate.objects.bulk_create(
        LeftOutDate(series=series, during=during, why=said, left_out_at=now)
        for during, said in left
    )


def claim_left_out(dates: Iterable[LeftOutDate]) -> list[LeftOutDate]:
    """Those dates, locked, while all of them still wait."""
    keys = [each.pk for each in dates]
    waiting = LeftOutDate.objects.waiting().filter(pk__in=keys)
    found = list(waiting.select_for_update(of=("self",)).select_related("series"))
    if len(found) < len(keys):
        raise SessionChanged
    return found


def why(lost: NotCovered) -> WhyLeftOut:
    return why_not(code for gap in lost.verdict.gaps for code in gap.codes)
