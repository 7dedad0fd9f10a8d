"""Amending a state's law: what that ends and holds, beforehand and in one act."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from clients.law.amending import amend
from clients.models import Client, StateProfile
from clients.people.acts import keep_still
from collateral.care.act import ahead
from collateral.ending import law
from collateral.ending.asked_again import hold_what_is_refused
from collateral.ending.foreseen import held_by
from collateral.ending.hold import keep_still as keep_sessions_still
from collateral.models import STANDING, Session
from practice.models import User

WHO_SIGNS = ("minor_age", "signer_rule", "signer_age")


@dataclass(frozen=True)
class Amendment:
    """``following``, not saved, in place of ``last``; in the caller's transaction."""

    last: StateProfile
    following: StateProfile
    actor: User

    @cached_property
    def ends(self) -> Sequence[law.LawLapse]:
        """The releases that it lets count no more, or for less long."""
        return law.of_profile(self.following).ends

    @cached_property
    def sessions(self) -> list[Session]:
        """Those that it puts on hold, soonest first."""
        return held_by(replace(self, following=copy(self.following)).make)

    @property
    def token(self) -> str:
        """Tells whether whoever agreed saw all of this."""
        releases = "-".join(str(each.release.pk) for each in self.ends)
        sessions = "-".join(str(each.pk) for each in self.sessions)
        return f"{self.following.effective_from}.{releases}.{sessions}"

    def make(self) -> list[Session]:
        """Save it, and end what it ends; the sessions put on hold, those too that lean on
        what would have to be signed by somebody else now.
        """
        minors = self._minors_ahead()
        for client in minors:
            keep_still(client)
            keep_sessions_still(ahead(client))
        lapses = law.of_profile(self.following)
        amend(self.last, self.following)
        held = law.end(lapses, self.actor)
        for client in minors:
            held += hold_what_is_refused(client, self.actor)
        return held

    def _minors_ahead(self) -> list[Client]:
        """Those who are booked, if it says otherwise who signs for them."""
        before, after = self.last.values, self.following.values
        if all(before.get(key) == after.get(key) for key in WHO_SIGNS):
            return []
        state, today = self.last.state, timezone.localdate()
        booked = Session.objects.filter(
            status__in=STANDING, during__endswith__gt=timezone.now()
        )
        found = Client.objects.filter(pk__in=booked.values("client")).order_by("pk")
        if state != settings.PRACTICE_STATE:
            found = found.filter(Q(state=state) | Q(video_state=state))
        return [client for client in found if client.is_minor_on(today)]
