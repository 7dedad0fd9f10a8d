"""Deciding about several sessions at once: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable

from clients.models import Contact
from collateral.gate import Cleared
from collateral.models import Session, Why
from collateral.sessions.cancel import cancel
from collateral.sessions.reopen import reopen
from collateral.sessions.seats import lock
from practice.database.transactions import retried
from practice.models import User


@retried
def go_on(cleared: Iterable[Cleared], actor: User) -> list[Session]:
    """Book each session again, without whoever leaves it, if anyone does."""
    each = sorted(cleared, key=lambda one: one.proposal.session_id or 0)
    lock(Contact.objects.filter(seats__session__in=_ids(each)))
    return [reopen(one, actor) for one in each]


def _ids(cleared: Iterable[Cleared]) -> list[int | None]:
    return [one.proposal.session_id for one in cleared]


@retried
def cancel_all(sessions: Iterable[Session], reason: str, actor: User) -> None:
    """Cancel each session, all for one reason."""
    for session in sorted(sessions, key=lambda one: one.pk):
        cancel(session, reason, actor, why=Why.NOT_COVERED)
