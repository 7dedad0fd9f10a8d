"""The acts on many sessions of a series, each as on one, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from collateral.booking.outside import WITHIN, OutsideEach
from collateral.gate import Cleared
from collateral.models import LeftOutDate, Session, WhyLeftOut
from collateral.series.act import Done, still_cleared
from collateral.series.dates import Date
from collateral.sessions.cancel import cancel
from collateral.sessions.move import moved
from collateral.sessions.reopen import reopened
from practice.database.transactions import retried
from practice.models import User


@retried
def move_each(
    good: Sequence[Cleared],
    left_out: Iterable[tuple[LeftOutDate, Date]],
    actor: User,
    *,
    outside: OutsideEach,
) -> Done:
    """Move them, and with them the dates that wait to be booked at the same time."""
    cleared, lost = still_cleared(good)
    sessions = [
        moved(each, actor, outside=outside.get(each.proposal.during, WITHIN))
        for each in cleared
    ]
    for waiting, to in left_out:
        waiting.during = to.during
        if to.wrong or waiting.why == WhyLeftOut.CLOCKS:
            waiting.why = WhyLeftOut.CLOCKS if to.wrong else WhyLeftOut.OTHER
        waiting.save(update_fields=["during", "why"])
    return Done(sessions, lost)


@retried
def reopen_each(good: Sequence[Cleared], actor: User) -> Done:
    """Book them again, without whoever leaves."""
    cleared, lost = still_cleared(good)
    return Done([reopened(each, actor) for each in cleared], lost)


@retried
def cancel_each(sessions: Iterable[Session], reason: str, actor: User) -> int:
    """For how many; SessionChanged, and none, if one of them is over."""
    sessions = list(sessions)
    for session in sessions:
        cancel(session, reason, actor)
    return len(sessions)
