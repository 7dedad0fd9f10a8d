"""What waits as a client goes from one clinician to another: which releases let the new
one tell nothing, which are not signed yet, and which sessions ahead the one before still
leads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from clients.models import Client
from collateral.models import STANDING, Session, Status
from practice.models import User
from practice.spans import Span
from releases.models import Grant, Release, ReleaseDraft
from releases.models.scope import PRACTICE


@dataclass(frozen=True)
class Telling:
    """A release, and the clinicians whom alone it lets tell."""

    release: Release
    by: list[User]


@dataclass(frozen=True)
class Unsigned:
    """A release that is prepared; and the clinicians whom alone it would let tell, if the
    new one is not among them.
    """

    draft: ReleaseDraft
    by: list[User]


@dataclass(frozen=True)
class Waiting:
    """What waits of one client."""

    client: Client
    tellings: list[Telling] = field(default_factory=list)
    unsigned: list[Unsigned] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.tellings or self.unsigned or self.sessions)


def waiting(
    clients: Iterable[Client],
    before: User,
    clinician: User,
    days: Iterable[Span] | None = None,
) -> list[Waiting]:
    """Of each of ``clients``, in their order; in a handful of queries. Where there are
    ``days``, only what holds on some of them.
    """
    found = {each.pk: Waiting(each) for each in clients}
    within = _within(days)
    for telling in _told_by_others(list(found), clinician, within("in_force")):
        found[telling.release.client_id].tellings.append(telling)
    for unsigned in _not_signed(list(found), clinician):
        found[unsigned.draft.client_id].unsigned.append(unsigned)
    ahead = Session.objects.filter(
        within("during"),
        client__in=list(found),
        clinician=before,
        status__in=[*STANDING, Status.HELD],
        during__endswith__gt=timezone.now(),
    )
    for session in ahead.order_by("during__startswith", "pk"):
        found[session.client_id].sessions.append(session)
    return list(found.values())


def _within(days: Iterable[Span] | None) -> Callable[[str], Q]:
    """Whether a span holds some of the ``days``, where there are any."""
    if days is None:
        return lambda span: Q()
    spans = list(days)
    return lambda span: reduce(or_, (Q(**{f"{span}__overlap": d}) for d in spans))


def _told_by_others(clients: list[int], clinician: User, then: Q) -> list[Telling]:
    """In force ``then``, now or later, and of what they permit nothing may be told by
    ``clinician``.
    """
    granted = Grant.objects.filter(release=OuterRef("pk"))
    releases = Release.objects.filter(
        Exists(granted),
        ~Exists(granted.told_by(clinician.pk)),
        then,
        client__in=clients,
        in_force__endswith__gt=timezone.now(),
    ).select_related("contact")
    releases = releases.order_by("contact__name", "pk")
    by: dict[int, set[int]] = defaultdict(set)
    for release, teller in Grant.objects.filter(release__in=releases).values_list(
        "release", "discloser"
    ):
        by[release].add(teller)
    people = _named(by.values())
    return [Telling(each, people(by[each.pk])) for each in releases]


def _not_signed(clients: list[int], clinician: User) -> list[Unsigned]:
    drafts = ReleaseDraft.objects.awaiting_signature().filter(client__in=clients)
    drafts = drafts.select_related("contact").order_by("contact__name", "pk")
    enough = {PRACTICE, clinician.pk}
    by: dict[ReleaseDraft, set[int]] = {
        each: set() if enough & set(each.disclosers) else set(each.disclosers)
        for each in drafts
    }
    people = _named(by.values())
    return [Unsigned(draft, people(ids)) for draft, ids in by.items()]


def _named(groups: Iterable[set[int]]) -> Callable[[set[int]], list[User]]:
    """Who is in one of ``groups``, by name; all are asked for at once."""
    people = User.objects.in_bulk({pk for ids in groups for pk in ids})
    return lambda ids: sorted((people[pk] for pk in ids), key=lambda u: u.name)
