"""Changing the policies: what the gate refuses by the new ones is held in the same act."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import partial

from django.utils import timezone

from clients.models import Client
from clients.people.acts import keep_still
from collateral.care.act import ahead
from collateral.ending.asked_again import hold_what_is_refused
from collateral.ending.foreseen import held_by
from collateral.ending.hold import keep_still as keep_sessions_still
from collateral.models import STANDING, Session
from practice.chained.acts import change
from practice.models import Policies
from practice.policies.current import policies

# By which of them somebody else has to sign for a client, or another's papers count.
WHO_SIGNS = ("verified", "both_parents")


def change_policies(new: Policies) -> list[Session]:
    """From now on ``new`` hold; the sessions put on hold. In the caller's transaction."""
    concerned = _booked_by_papers(new)
    for client in concerned:
        keep_still(client)
        keep_sessions_still(ahead(client))
    change(policies, new)
    return [
        session
        for client in concerned
        if new.by
        for session in hold_what_is_refused(client, new.by)
    ]


@dataclass(frozen=True)
class Ahead:
    """The ``sessions`` that new policies would put on hold, soonest first."""

    sessions: list[Session]

    @property
    def token(self) -> str:
        """Tells whether whoever agreed saw all of them; empty where there are none."""
        return "-".join(str(each.pk) for each in self.sessions)

    @property
    def clients(self) -> int:
        return len({each.client_id for each in self.sessions})


def ahead_of(new: Policies) -> Ahead:
    """What ``change_policies`` would do. Nothing is changed."""
    now = policies()
    try:
        return Ahead(held_by(partial(change_policies, copy(new))))
    finally:
        policies.know(now)


def _booked_by_papers(new: Policies) -> list[Client]:
    """Those who are booked and for whom others have papers, if other papers count now."""
    before = new.follows or policies.as_installed()
    if all(getattr(before, name) == getattr(new, name) for name in WHO_SIGNS):
        return []
    booked = Session.objects.filter(
        status__in=STANDING, during__endswith__gt=timezone.now()
    )
    found = Client.objects.filter(pk__in=booked.values("client"))
    return list(found.filter(authorities__isnull=False).distinct().order_by("pk"))
