"""The law of each state as the practice goes by it, read by an admin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from clients.law.labels import groups, in_brief
from clients.law.profile import NAMES
from clients.models import Client, StateProfile
from practice.models import Role
from practice.web.page import page
from practice.web.requests import SignedInRequest


@dataclass(frozen=True)
class State:
    """One line of the list."""

    profile: StateProfile
    ahead: StateProfile | None
    here: int

    @property
    def brief(self) -> str:
        return in_brief(self.profile.law)

    @property
    def unverified(self) -> int:
        return sum(not each.verified for each in self.profile.law.known.values())


@page(Role.ADMIN)
def laws(request: SignedInRequest) -> HttpResponse:
    """Every state, and what it asks beyond federal law."""
    today = timezone.localdate()
    counting = StateProfile.objects.in_force(today)
    ahead = StateProfile.objects.filter(in_force__startswith__gt=today)
    coming = {each.state: each for each in ahead.order_by("-version")}
    here = Counter(Client.objects.values_list("state", flat=True))
    found = [State(p, coming.get(p.state), here[p.state]) for p in counting]
    found.sort(key=lambda each: NAMES[each.profile.state])
    return render(request, "clients/law/laws.html", {"states": found})


@page(Role.ADMIN)
def law(request: SignedInRequest, state: str) -> HttpResponse:
    """The version that counts today, value by value, and every other."""
    today = timezone.localdate()
    counting = get_object_or_404(StateProfile.objects.in_force(today), state=state)
    return render(request, "clients/law/law.html", _read(counting))


@page(Role.ADMIN)
def law_version(request: SignedInRequest, state: str, version: int) -> HttpResponse:
    """One version, and what it changed."""
    every = StateProfile.objects.select_related("corrected_by")
    found = get_object_or_404(every, state=state, version=version)
    return render(request, "clients/law/law.html", _read(found))


def _read(found: StateProfile) -> dict[str, Any]:
    every = StateProfile.objects.filter(state=found.state)
    versions = list(every.select_related("corrected_by"))
    before = next((v for v in versions if v.version == found.version - 1), None)
    today = timezone.localdate()
    return {
        "profile": found,
        "versions": versions,
        "newest": versions[0],
        "groups": groups(found.law, before.law if before else None),
        "counts_today": found.in_force is not None and today in found.in_force,
    }
