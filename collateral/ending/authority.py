"""The end of a signer's authority, since the client is another than was known: it is no
revocation, and holds the sessions that leaned on what was signed (45 CFR 164.502(g)(3)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Exists, OuterRef
from django.utils import timezone

from clients.law.signers import IN_PERSON
from clients.ledger import record
from clients.models import Client, EventKind
from collateral.ending import ripple
from collateral.ending.hold import hold
from collateral.models import STANDING, Session, SessionQuerySet
from practice.formats import say_list
from practice.models import User
from practice.spans import local_day, start_of
from releases.models import Release, Signature, WhyEnded
from releases.terms import read

# What tells how old a client is, by whose law, and whether that matters.
DECIDE = ("emancipated", "date_of_birth", "state", "self_consent_from")


@dataclass(frozen=True)
class Lapse:
    """A release whose signer has no right to it from ``at`` on, and what leans on it."""

    release: Release
    at: datetime
    sessions: list[Session]

    @property
    def signer(self) -> str:
        """Who signed it."""
        signed = read(self.release.document.content).signatures
        return say_list(each["signer"] for each in signed)

    @property
    def is_ahead(self) -> bool:
        """Whether it counts on for a while."""
        return local_day(self.at) > timezone.localdate()


Each = TypeVar("Each", bound=Lapse)


@dataclass(frozen=True)
class Ends(Generic[Each]):
    """All that ends by one change."""

    ends: Sequence[Each]

    @property
    def token(self) -> str:
        """Tells whether whoever agreed saw all of this."""
        return ".".join(
            f"{each.release.pk}-{'-'.join(str(s.pk) for s in each.sessions)}"
            for each in self.ends
        )

    @property
    def sessions(self) -> list[Session]:
        """Each once, soonest first."""
        found = {s.pk: s for each in self.ends for s in each.sessions}
        return sorted(found.values(), key=lambda s: (s.during.lower, s.pk))


@dataclass(frozen=True)
class Lapses(Ends[Lapse]):
    """What ends if a client is changed, and ``because`` of what."""

    because: WhyEnded


def foreseen(client: Client, fields: Iterable[str]) -> Lapses:
    """What changing ``fields`` of ``client``, not saved yet, would end.

    In the caller's transaction, which has locked their contacts, and so keeps out whoever
    signs for them.
    """
    changed = [name for name in DECIDE if name in fields]
    if not changed:
        return Lapses([], WhyEnded.MOVED)
    _keep_still(client)
    before = Client.objects.select_for_update(no_key=True).get(pk=client.pk)
    after = copy(before)
    for name in changed:
        setattr(after, name, getattr(client, name))
    releases: Any = Release.objects.outliving(before, after)
    lapses = [
        Lapse(each, each.right_ends_at, list(_leaning(each, each.right_ends_at)))
        for each in {
            each.pk: each  # found with each of its signatures
            for each in releases.select_related("client", "contact", "document")
        }.values()
    ]
    known = {each.release.pk for each in lapses}
    lapses += [each for each in _outgrown(after) if each.release.pk not in known]
    return Lapses(lapses, _because(changed, after))


def _outgrown(client: Client) -> Iterator[Lapse]:
    """What others signed for a minor who consents alone from a day on."""
    if client.self_consent_from is None:
        return
    at = max(timezone.now(), start_of(client.self_consent_from))
    signed = Release.objects.filter(
        client=client.pk, authority_ends_at__isnull=False, in_force__endswith__gt=at
    )
    own = Signature.objects.filter(
        document=OuterRef("document"), capacity__in=IN_PERSON
    )
    for each in signed.filter(~Exists(own)).select_related(
        "client", "contact", "document"
    ):
        yield Lapse(each, at, list(_leaning(each, at)))


def end(lapses: Lapses, actor: User) -> list[Session]:
    """End what ``lapses``, before the client is saved; the sessions put on hold."""
    held = []
    for each in lapses.ends:
        release = each.release
        held += hold(ripple.of_ending(release, each.at), release, actor)
        release.authority_ended_at = each.at
        release.authority_ended_by = actor
        release.authority_ended_because = lapses.because
        release.save(
            update_fields=[
                "authority_ended_at",
                "authority_ended_by",
                "authority_ended_because",
            ]
        )
        record(
            EventKind.AUTHORITY_ENDED,
            release.client,
            actor,
            contact=release.contact,
            release_id=release.pk,
            names={"signer": each.signer},
            because=lapses.because,
            ends=each.at.isoformat(),
        )
    return held


def _because(changed: list[str], after: Client) -> WhyEnded:
    if "emancipated" in changed:
        return WhyEnded.EMANCIPATED if after.emancipated else WhyEnded.NOT_EMANCIPATED
    if changed == ["self_consent_from"]:
        return WhyEnded.ALONE
    return WhyEnded.BORN if "date_of_birth" in changed else WhyEnded.MOVED


def _keep_still(client: Client) -> None:
    """Lock the sessions ahead before anything is recorded: the order all acts keep."""
    ahead = Session.objects.filter(
        client=client, status__in=STANDING, during__endswith__gt=timezone.now()
    )
    list(ahead.select_for_update().order_by("pk").values_list("pk", flat=True))


def _leaning(release: Release, at: datetime) -> SessionQuerySet:
    return ripple.of_ending(release, at).select_related("clinician", "room")
