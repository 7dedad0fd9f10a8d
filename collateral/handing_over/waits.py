"""What waits as a client goes from one clinician to another: which releases let the new
one tell nothing, and which sessions ahead the one before still leads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils import timezone

from clients.models import Client
from collateral.models import STANDING, Session, Status
from practice.models import User
from releases.models import Grant, Release


@dataclass(frozen=True)
class Telling:
    """A release, and the clinicians whom alone it lets tell."""

    release: Release
    by: list[User]


@dataclass(frozen=True)
class Waiting:
    """What waits of one client."""

    client: Client
    tellings: list[Telling] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.tellings or self.sessions)


def waiting(clients: Iterable[Client], before: User, clinician: User) -> list[Waiting]:
    """Of each of ``clients``, in their order; in a handful of queries."""
    found = {each.pk: Waiting(each) for each in clients}
    for telling in _told_by_others(list(found), clinician):
        found[telling.release.client_id].tellings.append(telling)
    ahead = Session.objects.filter(
        client__in=list(found),
        clinician=before,
        status__in=[*STANDING, Status.HELD],
        during__endswith__gt=timezone.now(),
    )
    for session in ahead.order_by("during__startswith", "pk"):
        found[session.client_id].sessions.append(session)
    return list(found.values())


def _told_by_others(clients: list[int], clinician: User) -> list[Telling]:
    """In force now or later, and of what they permit nothing may be told by
    ``clinician``.
    """
    granted = Grant.objects.filter(release=OuterRef("pk"))
    releases = Release.objects.filter(
        Exists(granted),
        ~Exists(granted.told_by(clinician.pk)),
        client__in=clients,
        in_force__endswith__gt=timezone.now(),
    ).select_related("contact")
    releases = releases.order_by("contact__name", "pk")
    by: dict[int, set[int]] = defaultdict(set)
    for release, teller in Grant.objects.filter(release__in=releases).values_list(
        "release", "discloser"
    ):
        by[release].add(teller)
    people = User.objects.in_bulk({pk for ids in by.values() for pk in ids})
    return [
        Telling(each, sorted((people[pk] for pk in by[each.pk]), key=lambda u: u.name))
        for each in releases
    ]
