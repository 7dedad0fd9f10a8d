"""Amending a state's law: what that ends and holds, beforehand and in one act."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

from django.db import transaction

from clients.law.amending import amend
from clients.models import StateProfile
from collateral.ending import law
from collateral.models import Session
from practice.models import User


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
        """Those that it puts on hold, soonest first: found by making it, and undoing that."""
        with transaction.atomic():
            held = replace(self, following=copy(self.following)).make()
            transaction.set_rollback(True)
        found = Session.objects.filter(pk__in=[each.pk for each in held])
        with_whom = found.select_related("clinician", "room", "client")
        return list(with_whom.order_by("during__startswith", "pk"))

    @property
    def token(self) -> str:
        """Tells whether whoever agreed saw all of this."""
        releases = "-".join(str(each.release.pk) for each in self.ends)
        sessions = "-".join(str(each.pk) for each in self.sessions)
        return f"{self.following.effective_from}.{releases}.{sessions}"

    def make(self) -> list[Session]:
        """Save it, and end what it ends; the sessions put on hold."""
        lapses = law.of_profile(self.following)
        amend(self.last, self.following)
        return law.end(lapses, self.actor)
